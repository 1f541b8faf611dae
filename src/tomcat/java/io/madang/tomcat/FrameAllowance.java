package io.madang.tomcat;

/**
 * So many frames a second, and some at once, told from totals. Bytes make up for frames: one of 512
 * bytes or more is free, so that long messages may come in parts; a ping has 125 at most.
 *
 * <p>Threads: any.
 */
final class FrameAllowance {

  private static final int FREE_BYTES = 512;
  private static final double NANOS_A_SECOND = 1e9;

  private final int perSecond;
  private final int atOnce;
  private double left; // guarded by this, as are the others
  private long frames;
  private long bytes;
  private long when;

  FrameAllowance(int perSecond, int atOnce, long now) {
    this.perSecond = perSecond;
    this.atOnce = atOnce;
    this.left = atOnce;
    this.when = now;
  }

  /** Whether there was enough for what has come in all, at this time in nanoseconds. */
  synchronized boolean has(long framesNow, long bytesNow, long now) {
    double more = framesNow - frames - (double) (bytesNow - bytes) / FREE_BYTES;
    left = Math.min(atOnce, left + (now - when) / NANOS_A_SECOND * perSecond) - Math.max(0, more);
    frames = framesNow;
    bytes = bytesNow;
    when = now;
    return left >= 0;
  }
}
