package io.madang.core;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of logs for readers that are behind the tail, on the catch-up pool.
 *
 * <p>Readers of one page share one read, and what it was encoded to: pages end at the same offsets
 * for everyone, and the newest ones are kept for some seconds, so that thousands who come back for
 * the same few messages cost a few reads. A page that ended at the head then may end before it now:
 * whoever takes it looks again. A page that the store could not give fails after a pause, so that
 * whoever asks again does not do so in a circle.
 *
 * <p>Threads: any; {@code pages} is guarded by itself. At most one page for each reader is under
 * way.
 */
final class Pages {

  private static final System.Logger LOG = System.getLogger(Pages.class.getName());
  private static final long PAUSE_MILLIS = 1_000;
  private static final long KEPT_MILLIS = 3_000;
  private static final int KEPT_PAGES = 64;

  /** A page as readers take it; {@code slice} is null when there was nothing. */
  record Fetched(LogEnds ends, @Nullable Slice slice) {}

  /** The epoch belongs to it: what was read before a log was replaced is nobody's page after it. */
  private record Key(Stream stream, Cursor after) {}

  private final Stores stores;
  private final Threads threads;
  private final Limits limits;
  private final Map<Key, CompletableFuture<Fetched>> pages =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<Fetched>> eldest) {
          return size() > KEPT_PAGES && eldest.getValue().isDone();
        }
      };

  Pages(Stores stores, Threads threads, Limits limits) {
    this.stores = stores;
    this.threads = threads;
    this.limits = limits;
  }

  /** The page after a cursor. */
  CompletableFuture<Fetched> after(Stream stream, Cursor after) {
    Key key = new Key(stream, after);
    CompletableFuture<Fetched> page = new CompletableFuture<>();
    synchronized (pages) {
      CompletableFuture<Fetched> known = pages.putIfAbsent(key, page);
      if (known != null) {
        return known;
      }
    }
    threads.inBackground(() -> read(key, page));
    return page;
  }

  private void read(Key key, CompletableFuture<Fetched> result) {
    Topic topic = key.stream.topic();
    long after = key.after.offset();
    int untilBoundary = (int) (limits.catchUpPage() - after % limits.catchUpPage());
    try {
      Page page = stores.of(topic).readAfter(topic, after, untilBoundary, limits.writeBytes());
      List<Message> messages = page.messages();
      Slice slice = messages.isEmpty() ? null : new Slice(messages);
      if (slice == null) {
        forget(key);
      } else {
        later(KEPT_MILLIS, () -> forget(key));
      }
      result.complete(new Fetched(page.ends(), slice));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "reading {0} failed: {1}", topic, Printable.of(e));
      later(
          PAUSE_MILLIS,
          () -> {
            forget(key);
            result.completeExceptionally(e);
          });
    }
  }

  private void later(long millis, Runnable task) {
    threads.later(Duration.ofMillis(millis), task);
  }

  private void forget(Key key) {
    synchronized (pages) {
      pages.remove(key);
    }
  }
}
