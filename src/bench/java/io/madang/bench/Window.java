package io.madang.bench;

/**
 * The part of a run that is measured: from the first message after the warm-up to the end of
 * publishing.
 *
 * @param fromNanos inclusive, on the clock of {@link Ticks}
 * @param toNanos exclusive
 */
public record Window(long fromNanos, long toNanos) {

  static final Window NONE = new Window(0, 0);

  boolean contains(long nanos) {
    return nanos >= fromNanos && nanos < toNanos;
  }

  public double seconds() {
    return (toNanos - fromNanos) / 1e9;
  }
}
