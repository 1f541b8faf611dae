package io.madang.transport.websocket;

import jakarta.websocket.server.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the request for an upgrade said, kept for the endpoint that it leads to.
 *
 * @param address where it came from, empty when the container does not tell
 */
record Handshake(Map<String, List<String>> headers, String address) {

  /** Under this name it lies in the session's user properties. */
  static final String KEY = "io.madang.handshake";

  static Handshake of(HandshakeRequest request, String address) {
    return new Handshake(request.getHeaders(), address);
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
