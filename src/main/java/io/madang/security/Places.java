package io.madang.security;

import io.madang.core.Door;
import io.madang.core.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many connections may stay: in all, and from one address.
 *
 * <p>Threads: any; guarded by {@code this}.
 */
public final class Places {

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final int max;
  private final int maxPerAddress;
  private final Map<String, Integer> taken = new HashMap<>();
  private int total;

  public Places(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  synchronized Door.Place take(String address) {
    if (total >= max) {
      throw Refusal.unavailable("the limit is " + max + " connections", COME_BACK).exception();
    }
    int mine = taken.getOrDefault(address, 0);
    if (!address.isEmpty() && mine >= maxPerAddress) {
      throw Refusal.rateLimited(
              "the limit is " + maxPerAddress + " connections per address", COME_BACK)
          .exception();
    }
    total++;
    taken.put(address, mine + 1);
    AtomicBoolean isGivenBack = new AtomicBoolean();
    return () -> {
      if (isGivenBack.compareAndSet(false, true)) {
        giveBack(address);
      }
    };
  }

  private synchronized void giveBack(String address) {
    total--;
    taken.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  /** How many are taken. */
  public synchronized int taken() {
    return total;
  }
}
