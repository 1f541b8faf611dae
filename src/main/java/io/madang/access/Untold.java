package io.madang.access;

import io.madang.core.Printable;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Ends of sessions on their way to the log. Those that the store does not take are told again by
 * one timer for all, until it takes them or they do not matter any more; the oldest are given up
 * where too many wait.
 *
 * <p>Threads: any.
 */
final class Untold {

  private static final System.Logger LOG = System.getLogger(Untold.class.getName());
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int MOST = 10_000;
  private static final int AT_ONCE = 1_000;

  private final BiFunction<String, Decision.Revoke, CompletableFuture<?>> publish;
  private final BiConsumer<Duration, Runnable> later;
  private final Clock clock;
  private final Map<String, Decision.Revoke> waiting = new LinkedHashMap<>();
  private boolean isTimed;
  private int givenUp; // guarded by waiting, as what is above

  /**
   * None yet.
   *
   * @param publish keeps one in the log, once however often it comes with the same id
   * @param later runs something after a while
   */
  Untold(
      BiFunction<String, Decision.Revoke, CompletableFuture<?>> publish,
      BiConsumer<Duration, Runnable> later,
      Clock clock) {
    this.publish = publish;
    this.later = later;
    this.clock = clock;
  }

  /** Tells it, and again if need be. */
  void tell(Decision.Revoke end) {
    tell(UUID.randomUUID().toString(), end);
  }

  private void tell(String id, Decision.Revoke end) {
    published(id, end)
        .whenComplete(
            (kept, fault) -> {
              if (fault != null && clock.instant().isBefore(end.until())) {
                keep(id, end, fault);
              }
            });
  }

  private CompletableFuture<?> published(String id, Decision.Revoke end) {
    try {
      return publish.apply(id, end);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void keep(String id, Decision.Revoke end, Throwable fault) {
    synchronized (waiting) {
      if (waiting.size() >= MOST) {
        forgetOldest();
      }
      waiting.put(id, end);
      if (isTimed) {
        return;
      }
      isTimed = true;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "that a session has ended was not kept, it is told again: {0}",
        Printable.of(fault));
    later.accept(AGAIN, this::tellAgain);
  }

  private void forgetOldest() {
    Iterator<String> oldest = waiting.keySet().iterator();
    oldest.next();
    oldest.remove();
    givenUp++;
  }

  private void tellAgain() {
    Map<String, Decision.Revoke> due = new LinkedHashMap<>();
    boolean isMore;
    int lost;
    synchronized (waiting) {
      Iterator<Map.Entry<String, Decision.Revoke>> all = waiting.entrySet().iterator();
      while (all.hasNext() && due.size() < AT_ONCE) {
        Map.Entry<String, Decision.Revoke> next = all.next();
        due.put(next.getKey(), next.getValue());
        all.remove();
      }
      isMore = !waiting.isEmpty();
      isTimed = isMore;
      lost = givenUp;
      givenUp = 0;
    }
    if (lost > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} ended sessions are told to nobody: more than {1} wait for the store",
          lost,
          MOST);
    }
    due.forEach(this::tell);
    if (isMore) {
      later.accept(AGAIN, this::tellAgain);
    }
  }
}
