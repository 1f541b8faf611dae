package io.madang.layer.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Channels about which somebody's mind changed: each once, however often it changed, so there are
 * never more than topics in memory.
 *
 * <p>Threads: any; guarded by {@code this}.
 */
final class Wishes {

  private final Set<String> channels = new LinkedHashSet<>();

  synchronized void add(String channel) {
    channels.add(channel);
    notifyAll();
  }

  synchronized void addAll(Collection<String> more) {
    channels.addAll(more);
    notifyAll();
  }

  synchronized int size() {
    return channels.size();
  }

  /** Some of them, or none when none comes in time. */
  synchronized List<String> take(int most, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; channels.isEmpty() && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    List<String> taken = new ArrayList<>();
    Iterator<String> next = channels.iterator();
    while (next.hasNext() && taken.size() < most) {
      taken.add(next.next());
      next.remove();
    }
    return taken;
  }
}
