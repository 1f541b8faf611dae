package io.madang.transport.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes endpoints with what they work with, and remembers the handshake for them.
 *
 * <p>The container makes the configurator, so its parts come by a static field: one for each
 * deployment, because each has its own class loader.
 */
public final class EventsConfigurator extends ServerEndpointConfig.Configurator {

  private static final String FRAME_GUARD = "@madang-frames";

  /**
   * How long Tomcat waits for a message that is still on its way before it sends the close frame of
   * a client that broke the rules. Its own 50 ms are one look and one sleep of 50 ms: such a client
   * then hears nothing. Not longer than this, because one of Tomcat's threads waits. Other
   * containers know no such property.
   */
  private static final String CLOSE_PATIENCE =
      "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

  private static final Long CLOSE_MILLIS = 500L;

  /**
   * How long Tomcat's thread waits to send a client the pong that it asked for, or a ping of ours:
   * until what is on its way has been taken, 64 KiB at most. Its own 20 seconds would let one
   * address hold all threads, with as many connections as it may have: each pings and reads
   * nothing.
   */
  private static final String PONG_PATIENCE = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private static final Long PONG_MILLIS = 2_000L;

  private static volatile @Nullable SocketParts parts;

  /** How the request that this thread handles came; a filter before the upgrade sets it. */
  private static final ThreadLocal<Handshake.Arrival> ARRIVAL =
      ThreadLocal.withInitial(Handshake.Arrival::unknown);

  /** Hands over what the endpoints work with, before the first client comes; null at the end. */
  public static void use(@Nullable SocketParts newParts) {
    parts = newParts;
  }

  static SocketParts parts() {
    return Objects.requireNonNull(parts, "Madang is not running");
  }

  static void setArrival(Handshake.Arrival arrival) {
    ARRIVAL.set(arrival);
  }

  static void clearArrival() {
    ARRIVAL.remove();
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return type.cast(new EventsEndpoint(parts()));
  }

  /** The first offered subprotocol that is spoken here, or none. */
  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return requested.stream()
        .filter(name -> parts().protocols().stream().anyMatch(p -> p.name().equals(name)))
        .findFirst()
        .orElse("");
  }

  /**
   * No compression: it costs 50 to 120 KiB a connection. Only what looks at frames that the API
   * does not show: the server that we start has it, under a name with which no client can ask for
   * it.
   */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return installed.stream().filter(one -> one.getName().equals(FRAME_GUARD)).toList();
  }

  @Override
  public boolean checkOrigin(String origin) {
    return true; // the scheme is not known here: the filter checks, and the endpoint once more
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Map<String, Object> properties = config.getUserProperties();
    properties.put(Handshake.KEY, Handshake.of(request, ARRIVAL.get(), parts().door()));
    properties.put(CLOSE_PATIENCE, CLOSE_MILLIS);
    properties.put(PONG_PATIENCE, PONG_MILLIS);
  }
}
