package io.madang.bench;

/**
 * Counts of durations, within 0.8 % of each.
 *
 * <p>Log-linear: 128 equal steps in each power of two, so recording is a shift and an increment,
 * and makes no garbage. The greatest value is kept exactly.
 *
 * <p>Threads: one writer; others read after that thread ended.
 */
public final class Histogram {

  private static final int STEP_BITS = 7;
  private static final int STEPS = 1 << STEP_BITS;

  private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
  private long count;
  private long max;

  /** Counts one duration, in nanoseconds; a negative one counts as zero. */
  public void record(long nanos) {
    long value = Math.max(0, nanos);
    counts[index(value)]++;
    count++;
    max = Math.max(max, value);
  }

  public void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    max = Math.max(max, other.max);
  }

  public long count() {
    return count;
  }

  public double maxMillis() {
    return max / 1e6;
  }

  /**
   * Returns the duration that this share of all durations stays within, or 0 when there are none.
   */
  public double millisAt(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && seen > 0) {
        return Math.min(highest(i), max) / 1e6;
      }
    }
    return 0;
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
