package io.madang.bench;

import java.util.concurrent.locks.LockSupport;

/** The program's clock: nanoseconds since it started, never negative and never set back. */
public final class Ticks {

  private static final long ORIGIN = System.nanoTime();

  private Ticks() {}

  public static long now() {
    return System.nanoTime() - ORIGIN;
  }

  public static long ofSeconds(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** Waits until a time has come, or the thread is interrupted. */
  public static void waitUntil(long nanos) {
    for (long left = nanos - now(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
      LockSupport.parkNanos(left);
      left = nanos - now();
    }
  }
}
