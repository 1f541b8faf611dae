package io.madang.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One topic of a run: what was said in it.
 *
 * <p>Publisher k of the run says what it has to say in topic k modulo the number of topics.
 *
 * <p>Threads: {@link #countPublished} is the pacer's, {@link #acked} the loop's that reads the
 * publishers' wires; the figures may be asked by any thread.
 */
public final class Topic {

  private final String name;
  private final int topics;
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong acked = new AtomicLong();
  private final AtomicLong head = new AtomicLong();
  private int readers;

  /**
   * Makes a topic.
   *
   * @param topics how many there are in the run
   */
  public Topic(String name, int topics) {
    this.name = name;
    this.topics = topics;
  }

  public String name() {
    return name;
  }

  /** Returns which of the topic's own publishers this one of the run is. */
  int indexOf(long publisher) {
    return (int) Math.max(0, publisher / topics);
  }

  void countReader() {
    readers++;
  }

  void countPublished() {
    published.lazySet(published.get() + 1);
  }

  void acked(Position position) {
    acked.lazySet(acked.get() + 1);
    head.lazySet(Math.max(head.get(), position.offset()));
  }

  long published() {
    return published.get();
  }

  /** Returns the highest offset that was acked, or 0. */
  long head() {
    return head.get();
  }

  /** Returns how many deliveries there must be in the end: of what was acked, if it is. */
  long expected(boolean isLog) {
    return (isLog ? acked.get() : published.get()) * readers;
  }
}
