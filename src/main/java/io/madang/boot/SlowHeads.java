package io.madang.boot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Closes connections whose request's head does not come in time. Jetty's own timeout begins anew
 * with each byte; a client that sends one now and then would stay for ever.
 *
 * <p>Threads: any; a look at all of them each second.
 */
final class SlowHeads implements Connection.Listener, Runnable {

  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 1_000;
  private static final Since NEVER = new Since(-1, 0);

  /** When a head was first seen unfinished, by the messages that came before it. */
  private record Since(long messages, long nanoTime) {}

  private final ServerConnector connector;
  private final Map<HttpConnection, Since> connections = new ConcurrentHashMap<>();

  SlowHeads(ServerConnector connector) {
    this.connector = connector;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.put(http, new Since(0, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.remove(http);
    }
  }

  /** Begins to look. */
  void start() {
    connector.getScheduler().schedule(this, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    if (connector.isRunning()) {
      long now = System.nanoTime();
      connections.forEach((connection, since) -> look(connection, since, now));
      start();
    }
  }

  private void look(HttpConnection connection, Since since, long now) {
    long messages = connection.getMessagesIn();
    if (!isWaitedFor(connection.getParser(), messages)) {
      connections.replace(connection, since, NEVER);
    } else if (since.messages != messages) {
      connections.replace(connection, since, new Since(messages, now));
    } else if (now - since.nanoTime > PATIENCE.toNanos()) {
      connections.remove(connection);
      connection.close();
    }
  }

  /** A head that has begun, or a connection's first that has not. */
  private static boolean isWaitedFor(HttpParser parser, long messages) {
    return parser.isStart() ? messages == 0 : parser.inHeaderState();
  }
}
