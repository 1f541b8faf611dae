package io.madang.lab;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of durations, within 0.8 % of each: 128 equal steps in each power of two.
 *
 * <p>Threads: any.
 */
final class Latencies {

  private static final int STEP_BITS = 7;
  private static final int STEPS = 1 << STEP_BITS;

  private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - STEP_BITS) * STEPS);
  private final AtomicLong count = new AtomicLong();

  void record(long nanos) {
    counts.incrementAndGet(index(Math.max(0, nanos)));
    count.incrementAndGet();
  }

  void clear() {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
    count.set(0);
  }

  /** The duration that this share of all stays within; NaN when there are none. */
  double millisAt(double share) {
    long rank = (long) Math.ceil(share * count.get());
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= rank && seen > 0) {
        return highest(i) / 1e6;
      }
    }
    return Double.NaN;
  }

  private static int index(long value) {
    int shift = Math.max(0, Long.SIZE - STEP_BITS - 1 - Long.numberOfLeadingZeros(value));
    return shift * STEPS + (int) (value >>> shift);
  }

  private static long highest(int index) {
    int shift = Math.max(0, index / STEPS - 1);
    return ((index - (long) shift * STEPS + 1) << shift) - 1;
  }
}
