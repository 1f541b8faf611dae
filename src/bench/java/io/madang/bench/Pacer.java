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
  private final Options options;
  private final long startNanos;
  private final Troubles troubles;
  private long published;

  Pacer(Connections connections, Options options, long startNanos) {
    this.publishers = connections.publishers();
    this.outboxes = connections.outboxes();
    this.options = options;
    this.startNanos = startNanos;
    this.troubles = connections.troubles();
  }

  Window window() {
    long from = startNanos + Ticks.ofSeconds(options.warmupSeconds);
    return new Window(from, from + Ticks.ofSeconds(options.seconds));
  }

  @Override
  public void run() {
    try {
      long end = window().toNanos();
      for (long wake = startNanos; wake < end; wake = Math.max(due(published), wake + TICK_NANOS)) {
        Ticks.waitUntil(wake);
        publishDue(Math.min(Ticks.now(), end - 1));
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
    return startNanos + Ticks.ofSeconds(index / options.rate);
  }
}
