package io.madang.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest signals of a topic. A reader that is too slow loses the oldest: that is what signals
 * are.
 *
 * <p>Threads: guarded by the lock of the {@link Stream} that owns it.
 */
final class SignalRing {

  private static final int SIZE = 64;

  private final @Nullable Signal[] ring = new Signal[SIZE];
  private long count;

  /** How many there have been. */
  long count() {
    return count;
  }

  void add(Signal signal) {
    ring[(int) (count % SIZE)] = signal;
    count++;
  }

  /** Those after the first {@code seen} ones, up to the first {@code end}, that are still here. */
  List<Signal> between(long seen, long end) {
    List<Signal> newer = new ArrayList<>();
    for (long i = Math.max(seen, count - SIZE); i < end; i++) {
      Signal signal = ring[(int) (i % SIZE)];
      if (signal != null) {
        newer.add(signal);
      }
    }
    return newer;
  }
}
