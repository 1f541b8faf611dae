package io.madang.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the server answers to all publishers.
 *
 * <p>Threads: one read loop writes, all publishers' wires belong to it; {@link #acked}, {@link
 * #answered} and {@link #subscribed} may be asked by any thread, the rest after the loop ended.
 */
public final class Acks {

  private final AtomicLong acked = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong subscribed = new AtomicLong();
  private final Histogram latency = new Histogram();
  private volatile Window window = Window.NONE;

  public void measure(Window measured) {
    window = measured;
  }

  void countSubscribed() {
    subscribed.lazySet(subscribed.get() + 1);
  }

  void countRefused() {
    refused.lazySet(refused.get() + 1);
  }

  /** Counts a publish that was due then; a server tells so when it is on disk, if it has one. */
  void countAcked(long dueNanos, long receivedNanos) {
    acked.lazySet(acked.get() + 1);
    if (window.contains(dueNanos)) {
      latency.record(receivedNanos - dueNanos);
    }
  }

  public long acked() {
    return acked.get();
  }

  public long answered() {
    return acked.get() + refused.get();
  }

  public long subscribed() {
    return subscribed.get();
  }

  public Histogram latency() {
    return latency;
  }
}
