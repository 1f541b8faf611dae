package io.madang.core;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bell of one topic: whoever reads it is told of news in rounds, on the topic's lane.
 *
 * <p>Rounds keep a distance in proportion to the readers, so that a topic takes a part of one core
 * at most: what comes meanwhile goes into the same writes, and a write costs far more than a
 * message in it. A topic that is quiet rings at once.
 *
 * <p>Threads: any may ring; rounds go on the lane, one after the other.
 */
final class Rounds {

  private static final long NANOS_PER_READER = 20_000;
  private static final long SOON_NANOS = 500_000;
  private static final long MOST_NANOS = 100_000_000;

  private final Threads threads;
  private final Runnable round;
  private final AtomicBoolean isRung = new AtomicBoolean();
  private volatile long lastRound = System.nanoTime() - MOST_NANOS;

  Rounds(Threads threads, Runnable round) {
    this.threads = threads;
    this.round = round;
  }

  /** Has a round begin, now or soon, if none is about to. */
  void ring(int readers) {
    if (readers > 0 && isRung.compareAndSet(false, true)) {
      long distance = Math.min(MOST_NANOS, readers * NANOS_PER_READER);
      long wait = lastRound + distance - System.nanoTime();
      if (wait > SOON_NANOS) {
        threads.later(Duration.ofNanos(wait), this::start);
      } else {
        start();
      }
    }
  }

  private void start() {
    threads.lanes().of(this).execute(this::go);
  }

  private void go() {
    lastRound = System.nanoTime();
    isRung.set(false);
    round.run();
  }
}
