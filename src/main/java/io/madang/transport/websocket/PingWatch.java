package io.madang.transport.websocket;

import io.madang.wire.FrameCounter;
import io.madang.wire.Opcode;
import java.util.function.Predicate;

/**
 * Counts the pings of one WebSocket, which its container answers by itself, unseen by the endpoint;
 * too many end it.
 *
 * <p>Threads: made on one; then looked through on one at a time, while any may ask.
 */
final class PingWatch {

  private final Predicate<Object> mayPing;
  private final FrameCounter pings = new FrameCounter(Opcode.PING);
  private volatile Runnable end = () -> {};
  private volatile boolean isOver;

  /** A watch that asks, for each ping, whether its connection may send it. */
  PingWatch(Predicate<Object> mayPing) {
    this.mayPing = mayPing;
  }

  /** What ends the connection, from now on. */
  void onFlood(Runnable newEnd) {
    end = newEnd;
  }

  /** Whether there were too many: then nothing more is read. */
  boolean isOver() {
    return isOver;
  }

  /** Bytes that came. */
  void look(byte[] bytes, int from, int length) {
    for (int i = pings.count(bytes, from, length); i > 0 && !isOver; i--) {
      if (!mayPing.test(this)) {
        isOver = true;
        end.run();
      }
    }
  }
}
