package io.madang.bench;

import java.io.IOException;
import java.util.List;

/**
 * Publishes evenly, by absolute time: message i is due at start + i / rate.
 *
 * <p>It wakes at most once a millisecond; messages that fall due in between go out together, still
 * marked with when they were due. The publishers take turns.
 *
 * <p>Threads: {@link #run} has a thread of its own, the rest is immutable; {@link #published} may
 * be asked after {@code run} ended.
 */
final class Pacer implements Runnable {

  private static final long TICK_NANOS = 1_000_000;

  private final List<Publisher> publishers;
  private final List<Outbox> outboxes;
  private final double rate;
  private final long startNanos;
  private final long endNanos;
  private final Troubles troubles;
  private long published;

  /** Publishes for so many seconds. */
  Pacer(Connections connections, Options options, long startNanos, double seconds) {
    this.publishers = connections.publishers();
    this.outboxes = connections.outboxes();
    this.rate = options.rate;
    this.startNanos = startNanos;
    this.endNanos = startNanos + Ticks.ofSeconds(seconds);
    this.troubles = connections.troubles();
  }

  Window window() {
    return new Window(startNanos, endNanos);
  }

  @Override
  public void run() {
    try {
      long wake = startNanos;
      while (wake < endNanos) {
        Ticks.waitUntil(wake);
        publishDue(Math.min(Ticks.now(), endNanos - 1));
        wake = Math.max(due(published), wake + TICK_NANOS);
      }
    } catch (IOException e) {
      troubles.closed("publisher: " + e.getMessage());
    }
  }

  long published() {
    return published;
  }

  private void publishDue(long now) throws IOException {
    while (due(published) <= now) {
      publishers.get((int) (published % publishers.size())).prepare(due(published));
      published++;
    }
    for (Outbox outbox : outboxes) {
      outbox.send();
    }
  }

  private long due(long index) {
    return startNanos + Ticks.ofSeconds(index / rate);
  }
}
