package io.madang.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the server answers to the publishers.
 *
 * <p>A publish carries the time it was due in its id, so its ack tells how long it took to be on
 * disk.
 *
 * <p>Threads: one read loop writes, all publishers' wires belong to it; {@link #acked} and {@link
 * #answered} may be asked by any thread, the rest after the loop ended.
 */
public final class Acks implements Listener {

  private static final byte[] TYPE = Span.name("type");
  private static final byte[] CURSOR = Span.name("cursor");
  private static final byte[] ID = Span.name("id");

  private final AtomicLong acked = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong subscribed = new AtomicLong();
  private final Histogram latency = new Histogram();
  private final Troubles troubles;
  private volatile Window window = Window.NONE;
  private long head;

  public Acks(Troubles troubles) {
    this.troubles = troubles;
  }

  public void measure(Window measured) {
    window = measured;
  }

  @Override
  public void text(Span text, long receivedNanos) {
    for (Span rest = text; !rest.isEmpty(); ) {
      Span line = rest.firstLine();
      read(line, receivedNanos);
      rest = rest.afterLine(line.length());
    }
  }

  @Override
  public void closed(String reason) {
    troubles.closed(reason);
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

  /** Returns the highest offset that was acked, or 0. */
  long head() {
    return head;
  }

  private void read(Span line, long receivedNanos) {
    switch (line.text(TYPE)) {
      case "ack" -> {
        acked.lazySet(acked.get() + 1);
        head = Math.max(head, Position.of(line.text(CURSOR)).offset());
        long due = dueNanos(line.text(ID));
        if (window.contains(due)) {
          latency.record(receivedNanos - due);
        }
      }
      case "error" -> {
        refused.lazySet(refused.get() + 1);
        troubles.error(line);
      }
      case "bye" -> troubles.error(line);
      case "subscribed" -> subscribed.lazySet(subscribed.get() + 1);
      default -> {}
    }
  }

  private static long dueNanos(String id) {
    try {
      return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    } catch (NumberFormatException notOurs) {
      return -1;
    }
  }
}
