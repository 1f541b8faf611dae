package io.madang.transport.websocket;

import io.madang.core.Door;
import io.madang.core.Visitor;
import io.madang.request.Cookies;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.server.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the request for an upgrade said, kept for the endpoint that it leads to.
 *
 * @param arrival how it came
 * @param login whom the container knows
 */
record Handshake(
    Map<String, List<String>> headers, Arrival arrival, Visitor.@Nullable Login login) {

  /** Under this name it lies in the session's user properties. */
  static final String KEY = "io.madang.handshake";

  /**
   * What the API does not tell of a request.
   *
   * @param address where it came from, empty when the container does not tell
   * @param scheme by which it came
   * @param letGo to be called when nobody asks for anything of the request any more
   * @param pings counts them, where the container lets us
   */
  record Arrival(String address, String scheme, Runnable letGo, PingWatch pings) {

    /** Where no filter looked. */
    static Arrival unknown() {
      return new Arrival("", "http", () -> {}, new PingWatch(connection -> true));
    }
  }

  static Handshake of(HandshakeRequest request, Arrival arrival, Door door) {
    String session = request.getHttpSession() instanceof HttpSession s ? s.getId() : null;
    Visitor.Login login =
        Visitors.login(request.getUserPrincipal(), request::isUserInRole, session, door);
    return new Handshake(request.getHeaders(), arrival, login);
  }

  /** Who sent it. */
  Visitor visitor(Map<String, List<String>> parameters) {
    String client = first(parameters, "client");
    return new Visitor(
        first(parameters, "name"),
        client == null ? header("Madang-Client") : client,
        new Visitor.Proof(
            header("Authorization"),
            first(parameters, "ticket"),
            login,
            Cookies.read(header("Cookie"), Door.PASS_COOKIE).orElse(null)),
        new Visitor.Sent(
            all("Origin").reduce((one, other) -> one + "," + other).orElse(null),
            header("Sec-Fetch-Site"),
            arrival.scheme,
            header("Host")),
        arrival.address);
  }

  static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  @Nullable String header(String name) {
    return all(name).findFirst().orElse(null);
  }

  private Stream<String> all(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream());
  }

  /** Lets go of the request: the connection is open, and lasts. */
  void end() {
    arrival.letGo.run();
  }

  /** The subprotocols that the client offers. */
  List<String> offered() {
    return Optional.ofNullable(header("Sec-WebSocket-Protocol")).stream()
        .flatMap(text -> List.of(text.split(",")).stream())
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
