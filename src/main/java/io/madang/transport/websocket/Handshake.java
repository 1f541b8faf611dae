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
import org.jspecify.annotations.Nullable;

/**
 * What the request for an upgrade said, kept for the endpoint that it leads to.
 *
 * @param address where it came from, empty when the container does not tell
 * @param login whom the container knows
 */
record Handshake(Map<String, List<String>> headers, String address, Visitor.@Nullable Login login) {

  /** Under this name it lies in the session's user properties. */
  static final String KEY = "io.madang.handshake";

  static Handshake of(HandshakeRequest request, String address, Door door) {
    String session = request.getHttpSession() instanceof HttpSession s ? s.getId() : null;
    Visitor.Login login =
        Visitors.login(request.getUserPrincipal(), request::isUserInRole, session, door);
    return new Handshake(request.getHeaders(), address, login);
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
        header("Origin"),
        header("Host"),
        address);
  }

  static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  @Nullable String header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .findFirst()
        .orElse(null);
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
