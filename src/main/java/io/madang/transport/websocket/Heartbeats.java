package io.madang.transport.websocket;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Pings every client at intervals, and gives up those that stay silent.
 *
 * <p>The container is not relied upon to notice that a network failed. Threads: any; the beat runs
 * on the clock and only starts things.
 */
public final class Heartbeats {

  private static final long LOOK_MILLIS = 1_000;

  private final Map<SocketConnection, Long> lastPing = new ConcurrentHashMap<>();
  private final long pingNanos;
  private final long silenceNanos;

  /**
   * Starts the beat.
   *
   * @param ping how often each client is pinged
   * @param silence after which a client that says nothing is gone
   */
  public Heartbeats(Duration ping, Duration silence, ScheduledExecutorService clock) {
    this.pingNanos = ping.toNanos();
    this.silenceNanos = silence.toNanos();
    clock.scheduleWithFixedDelay(this::beat, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(SocketConnection connection) {
    lastPing.put(connection, System.nanoTime());
  }

  void remove(SocketConnection connection) {
    lastPing.remove(connection);
  }

  /** How many clients are connected. */
  public int count() {
    return lastPing.size();
  }

  /** All that are connected now. */
  Set<SocketConnection> connections() {
    return Set.copyOf(lastPing.keySet());
  }

  private void beat() {
    long now = System.nanoTime();
    lastPing.forEach(
        (connection, pinged) -> {
          if (now - connection.lastHeard() > silenceNanos) {
            connection.close(1001, "no sign of life");
            connection.gone();
          } else if (now - pinged > pingNanos && lastPing.replace(connection, pinged, now)) {
            connection.ping();
          }
        });
  }
}
