package io.madang.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The deliveries that the readers of one read loop saw.
 *
 * <p>A latency counts from when the message was due, not from when it was sent: a server or a
 * generator that stalls is charged for the wait (no coordinated omission).
 *
 * <p>Threads: the read loop writes; {@link #delivered} and {@link #subscribed} may be asked by any
 * thread, the rest only after the loop ended.
 */
public final class Tally {

  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong subscribed = new AtomicLong();
  private final Histogram latency = new Histogram();
  private volatile Window window = Window.NONE;
  private long deliveredInWindow;
  private long textsInWindow;
  private long repeated;
  private long late;

  void measure(Window measured) {
    window = measured;
  }

  void countSubscribed() {
    subscribed.lazySet(subscribed.get() + 1);
  }

  void countText(long receivedNanos) {
    if (window.contains(receivedNanos)) {
      textsInWindow++;
    }
  }

  void count(Message message, long receivedNanos) {
    Window measured = window;
    delivered.lazySet(delivered.get() + 1);
    if (measured.contains(receivedNanos)) {
      deliveredInWindow++;
    }
    if (measured.contains(message.dueNanos())) {
      latency.record(receivedNanos - message.dueNanos());
    }
  }

  /** Counts a message that had come before; it is counted as a delivery as well. */
  void countRepeated() {
    repeated++;
  }

  /** Counts a message that came after a later one of its publisher. */
  void countLate() {
    late++;
  }

  public long delivered() {
    return delivered.get();
  }

  public long subscribed() {
    return subscribed.get();
  }

  long deliveredInWindow() {
    return deliveredInWindow;
  }

  long textsInWindow() {
    return textsInWindow;
  }

  long repeated() {
    return repeated;
  }

  long late() {
    return late;
  }

  Histogram latency() {
    return latency;
  }
}
