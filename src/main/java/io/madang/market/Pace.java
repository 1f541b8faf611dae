package io.madang.market;

/**
 * An even rate: how many are due. What is more than a second late is left out.
 *
 * <p>Threads: one at a time.
 */
final class Pace {

  private static final long SECOND = 1_000_000_000;

  private final int perSecond;
  private final long start;
  private long done;

  Pace(int perSecond, long startNanos) {
    this.perSecond = perSecond;
    this.start = startNanos;
  }

  /** So many are due at this time, and taken as done. */
  int due(long nanos) {
    long elapsed = nanos - start;
    long inAll = elapsed / SECOND * perSecond + elapsed % SECOND * perSecond / SECOND;
    long missing = Math.min(inAll - done, perSecond);
    done = inAll;
    return (int) missing;
  }
}
