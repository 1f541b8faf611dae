package io.madang.bench.scenario;

import io.madang.bench.Dialer;
import java.io.IOException;

/**
 * Clients of one topic, each with a connection of its own, who mostly wait.
 *
 * <p>Threads: one, beside a read loop of its own.
 */
interface Crowd extends AutoCloseable {

  /** How its clients listen. */
  enum Kind {
    WEBSOCKET,
    SSE,
    POLL
  }

  /** Opens so many more connections. */
  void open(Dialer dialer, String topic, int connections) throws IOException;

  /** Returns how many messages were heard, each counted by everyone who heard it. */
  long heard();

  /** Returns what went wrong first, or "". */
  String trouble();

  @Override
  void close() throws IOException;

  static Crowd of(Kind kind) throws IOException {
    return kind == Kind.WEBSOCKET ? new SocketCrowd() : new HttpCrowd(kind);
  }
}
