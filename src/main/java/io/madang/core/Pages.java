package io.madang.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of logs for readers that are behind the tail, on the catch-up pool.
 *
 * <p>Readers that ask for the same page while it is being read share it. A page that the store
 * could not give fails after a pause, so that whoever asks again does not do so in a circle.
 *
 * <p>Threads: any. At most one page for each reader is under way.
 */
final class Pages {

  private static final System.Logger LOG = System.getLogger(Pages.class.getName());
  private static final long PAUSE_MILLIS = 1_000;

  /** A page as readers take it; {@code slice} is null when there was nothing. */
  record Fetched(LogEnds ends, @Nullable Slice slice) {}

  private record Key(Stream stream, long after) {}

  private final Stores stores;
  private final Threads threads;
  private final Limits limits;
  private final ConcurrentMap<Key, CompletableFuture<Fetched>> underWay = new ConcurrentHashMap<>();

  Pages(Stores stores, Threads threads, Limits limits) {
    this.stores = stores;
    this.threads = threads;
    this.limits = limits;
  }

  /** The page after an offset. */
  CompletableFuture<Fetched> after(Stream stream, long after) {
    Key key = new Key(stream, after);
    CompletableFuture<Fetched> mine = new CompletableFuture<>();
    CompletableFuture<Fetched> others = underWay.putIfAbsent(key, mine);
    if (others != null) {
      return others;
    }
    threads.catchUp().execute(() -> read(key, mine));
    return mine;
  }

  private void read(Key key, CompletableFuture<Fetched> result) {
    try {
      Topic topic = key.stream.topic();
      Page page =
          stores.of(topic).readAfter(topic, key.after, limits.catchUpPage(), limits.writeBytes());
      List<Message> messages = page.messages();
      underWay.remove(key);
      result.complete(new Fetched(page.ends(), messages.isEmpty() ? null : new Slice(messages)));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "reading {0} failed: {1}", key.stream.topic(), e);
      threads
          .clock()
          .schedule(
              () -> {
                underWay.remove(key);
                result.completeExceptionally(e);
              },
              PAUSE_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }
}
