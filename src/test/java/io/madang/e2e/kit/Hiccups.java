package io.madang.e2e.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When this process did not come to run: a thread of it wakes every few milliseconds, and sees when
 * it was woken late. Then nothing else here ran either, be it that the machine stood still or that
 * garbage was collected, and what was measured meanwhile says nothing of a server.
 *
 * <p>A server that is slow, or that keeps the processors busy, does not show here: who sleeps most
 * of the time is let run at once.
 *
 * <p>Threads: made and closed on one, asked on any.
 */
public final class Hiccups implements AutoCloseable {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long WORTH_A_WORD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private record Hiccup(long from, long to) {

    /** How much of it lies in a time. */
    long within(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  private final List<Hiccup> past = new ArrayList<>(); // guarded by this, as is what follows
  private long due = System.nanoTime() + PAUSE_NANOS;
  private final Thread thread = new Thread(this::watch, "hiccups");
  private volatile boolean isOver;

  /** Sees them from now on. */
  public Hiccups() {
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!isOver) {
      LockSupport.parkNanos(PAUSE_NANOS);
      awake(System.nanoTime());
    }
  }

  private synchronized void awake(long now) {
    Hiccup last = new Hiccup(due, now);
    if (now - due > WORTH_A_WORD_NANOS) {
      past.add(last);
    }
    due = now + PAUSE_NANOS;
  }

  /** How many nanoseconds of a time this process did not run. */
  public synchronized long within(long start, long end) {
    long sum = past.stream().mapToLong(hiccup -> hiccup.within(start, end)).sum();
    long running = new Hiccup(due, end).within(start, end); // the thread may not be awake yet
    return running > WORTH_A_WORD_NANOS ? sum + running : sum;
  }

  @Override
  public void close() {
    isOver = true;
    LockSupport.unpark(thread);
  }
}
