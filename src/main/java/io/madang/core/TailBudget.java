package io.madang.core;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes all tails together may hold.
 *
 * <p>Over the budget each tail that grows keeps its newest message only, so memory is bounded by
 * the budget and one message a topic. Threads: any.
 */
final class TailBudget {

  private final long perTopic;
  private final long total;
  private final AtomicLong used = new AtomicLong();

  TailBudget(Limits limits) {
    this.perTopic = limits.tailBytes();
    this.total = limits.tailTotalBytes();
  }

  /** Adds the messages to the tail and drops what does not fit, oldest first. */
  void add(Tail tail, Iterable<Message> messages) {
    long before = tail.bytes();
    messages.forEach(tail::add);
    long others = used.get() - before;
    long mine = Math.min(perTopic, Math.max(0, total - others));
    while (tail.bytes() > mine && tail.first() + 1 < tail.next()) {
      tail.dropOldest();
    }
    used.addAndGet(tail.bytes() - before);
  }

  /** Empties the tail; the next message has this offset. */
  void clear(Tail tail, long next) {
    used.addAndGet(-tail.bytes());
    tail.beginAt(next);
  }

  long used() {
    return used.get();
  }
}
