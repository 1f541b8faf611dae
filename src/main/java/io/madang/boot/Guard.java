package io.madang.boot;

import jakarta.servlet.ServletContext;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * What Madang cannot bound from within a container, bounded in our own: connections in all, heads
 * of requests that do not come, silence between requests, and pings.
 *
 * <p>Threads: made and begun on one.
 */
final class Guard {

  private static final long IDLE_MILLIS = 30_000;

  /** Beside those that stay, some ask and go, and some have not asked yet. */
  private static final int CONNECTIONS_TO_SPARE = 2_000;

  private final SlowHeads heads;
  private final NetworkConnectionLimit limit;

  Guard(Server server, ServerConnector connector) {
    heads = new SlowHeads(connector);
    limit = new NetworkConnectionLimit(Integer.MAX_VALUE, connector);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.addBean(heads);
    server.addBean(limit);
  }

  /** Has frames looked at, once there are WebSockets. */
  static void guardFrames(WebAppContext context) {
    WebSocketServerComponents.getWebSocketComponents(context)
        .getExtensionRegistry()
        .register(FrameGuard.NAME, FrameGuard.class);
  }

  /** Madang has started, and told in its context what it counts. */
  @SuppressWarnings("unchecked") // it comes from another class loader, by a name
  void begin(ServletContext context) {
    if (context.getAttribute("io.madang.connections") instanceof Integer connections) {
      limit.setMaxNetworkConnectionCount(connections + CONNECTIONS_TO_SPARE);
    }
    if (context.getAttribute("io.madang.pings") instanceof Predicate<?> counter) {
      FrameGuard.use((Predicate<Object>) counter);
    }
    heads.start();
  }
}
