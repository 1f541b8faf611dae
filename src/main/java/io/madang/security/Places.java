package io.madang.security;

import io.madang.core.Door;
import io.madang.core.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many of something may be there at once: in all, and from one address.
 *
 * <p>Threads: any; guarded by {@code this}.
 */
public final class Places {

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final String things;
  private final int max;
  private final int maxPerAddress;
  private final Map<String, Integer> taken = new HashMap<>();
  private int total;

  /** Places for connections. */
  public Places(int max, int maxPerAddress) {
    this("connections", max, maxPerAddress);
  }

  /** {@code things} names them to who is kept out: "connections". */
  public Places(String things, int max, int maxPerAddress) {
    this.things = things;
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /**
   * Takes a place.
   *
   * @throws io.madang.core.RefusedException {@code unavailable} or {@code rate_limited} when there
   *     is none left
   */
  public Door.Place take(String address) {
    return takeIn(Network.of(address));
  }

  private synchronized Door.Place takeIn(String address) {
    if (total >= max) {
      throw Refusal.unavailable("the limit is " + max + " " + things, COME_BACK).exception();
    }
    int mine = taken.getOrDefault(address, 0);
    if (!address.isEmpty() && mine >= maxPerAddress) {
      throw Refusal.rateLimited(
              "the limit is " + maxPerAddress + " " + things + " per address", COME_BACK)
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
