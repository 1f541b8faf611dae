package io.madang.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long something took, again and again. */
public final class Spread {

  private final List<Long> micros = new ArrayList<>();
  private boolean isSorted = true;

  void add(long duration) {
    micros.add(duration);
    isSorted = false;
  }

  /** How often. */
  public int count() {
    return micros.size();
  }

  /** What {@code percent} of a hundred did not exceed; zero when there was none. */
  public Duration percentile(double percent) {
    if (!isSorted) {
      Collections.sort(micros);
      isSorted = true;
    }
    int rank = (int) Math.ceil(percent / 100 * micros.size());
    long value = micros.isEmpty() ? 0 : micros.get(Math.max(rank, 1) - 1);
    return Duration.ofNanos(value * 1_000);
  }

  @Override
  public String toString() {
    return "%d times, ms: p50 %.1f, p99 %.1f, max %.1f"
        .formatted(count(), millis(50), millis(99), millis(100));
  }

  private double millis(double percent) {
    return percentile(percent).toNanos() / 1e6;
  }
}
