package io.madang.transport.websocket;

import io.madang.wire.FrameCounter;
import io.madang.wire.Opcode;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts the pings of one WebSocket, which its container answers by itself, unseen by the endpoint;
 * too many end it. It sees what comes, or is told how many frames came: those that the endpoint was
 * not given were pings.
 *
 * <p>Threads: made on one; then looks on one at a time, and is told and asked on any.
 */
final class PingWatch {

  private static final Duration AFTER_CLOSE = Duration.ofSeconds(1);

  private final Predicate<Object> mayPing;
  private @Nullable FrameCounter pings; // only where it looks
  private volatile Runnable end = () -> {};
  private volatile BooleanSupplier isEnding = () -> false;
  private volatile boolean isOver;
  private volatile boolean isTold;
  private long given; // guarded by this, as is what follows
  private long notGiven;
  private boolean isLastWordSeen;
  private long lastWord;

  /** A watch that asks, for each ping, whether its connection may send it. */
  PingWatch(Predicate<Object> mayPing) {
    this.mayPing = mayPing;
  }

  /** What ends the connection, from now on, and whether that was done. */
  void begin(Runnable newEnd, BooleanSupplier newIsEnding) {
    end = newEnd;
    isEnding = newIsEnding;
  }

  /** Whether there were too many: then nothing more is read. */
  boolean isOver() {
    return isOver;
  }

  /** Whether a container tells it how many frames came, and needs to know of those given. */
  boolean isTold() {
    return isTold;
  }

  /** Bytes that came. */
  void look(byte[] bytes, int from, int length) {
    FrameCounter counter = pings;
    if (counter == null) {
      counter = new FrameCounter(Opcode.PING);
      pings = counter;
    }
    take(counter.count(bytes, from, length));
  }

  /** The endpoint was given a frame, or a part of one. */
  synchronized void given() {
    given++;
  }

  /**
   * Frames of all kinds that have come so far.
   *
   * @param isReading whether a thread is just reading: one may be on its way to the endpoint then
   * @return whether the connection may stay; who goes on sending a second after the last word may
   *     not
   */
  synchronized boolean came(long frames, boolean isReading) {
    isTold = true;
    long silent = frames - given - (isReading ? 1 : 0);
    if (isEnding.getAsBoolean()) { // what comes now answers the last word, maybe to nobody any more
      return System.nanoTime() - lastWord() < AFTER_CLOSE.toNanos();
    }
    take(silent - notGiven);
    notGiven = isReading ? Math.max(notGiven, silent) : silent;
    return true;
  }

  /** When it was first seen that the server had said its last word. */
  private long lastWord() {
    if (!isLastWordSeen) {
      isLastWordSeen = true;
      lastWord = System.nanoTime();
    }
    return lastWord;
  }

  private void take(long count) {
    for (long i = count; i > 0 && !isOver; i--) {
      if (!mayPing.test(this)) {
        isOver = true;
        end.run();
      }
    }
  }
}
