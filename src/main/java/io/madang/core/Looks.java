package io.madang.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Looks into a store for what no bell told: all topics that wait for one, in one question.
 *
 * <p>One question is under way at a time. Who asks before it is put shares it, and who asks
 * meanwhile waits for the next, so a store that hangs is not asked more and more, and a burst
 * batches by itself. A question that failed is put again after a second. At most one look waits for
 * each topic in memory.
 *
 * <p>Threads: any; {@code waiting} guards itself and {@code isLooking}. The store is asked on the
 * catch-up threads.
 */
final class Looks {

  private static final System.Logger LOG = System.getLogger(Looks.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Topics in one question. */
  static final int MOST_AT_ONCE = 1_000;

  private final MessageStore store;
  private final Threads threads;
  private final Map<Stream, CompletableFuture<Stream>> waiting = new LinkedHashMap<>();
  private boolean isLooking;

  Looks(MessageStore store, Threads threads) {
    this.store = store;
    this.threads = threads;
  }

  /** Asks how far a topic has come; done when the store told. */
  CompletableFuture<Stream> at(Stream stream) {
    CompletableFuture<Stream> told;
    synchronized (waiting) {
      told = waiting.computeIfAbsent(stream, s -> new CompletableFuture<>());
    }
    begin();
    return told;
  }

  /** The same for many. */
  void atAll(Collection<Stream> streams) {
    synchronized (waiting) {
      streams.forEach(stream -> waiting.computeIfAbsent(stream, s -> new CompletableFuture<>()));
    }
    begin();
  }

  private void begin() {
    synchronized (waiting) {
      if (isLooking || waiting.isEmpty()) {
        return;
      }
      isLooking = true;
    }
    threads.inBackground(this::look);
  }

  private void look() {
    Map<Stream, CompletableFuture<Stream>> taken = take();
    try {
      ask(taken.keySet());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "looking up topics failed, trying again: {0}", e);
      taken.forEach(this::putBack);
      threads.later(RETRY, () -> threads.inBackground(this::look));
      return;
    }
    taken.forEach((stream, told) -> told.complete(stream));
    synchronized (waiting) {
      isLooking = false;
    }
    begin();
  }

  private Map<Stream, CompletableFuture<Stream>> take() {
    Map<Stream, CompletableFuture<Stream>> taken = new LinkedHashMap<>();
    synchronized (waiting) {
      List<Stream> first = waiting.keySet().stream().limit(MOST_AT_ONCE).toList();
      first.forEach(stream -> taken.put(stream, waiting.remove(stream)));
    }
    return taken;
  }

  private void ask(Collection<Stream> streams) {
    Map<Topic, Progress> told =
        store.progress(streams.stream().map(Stream::topic).collect(Collectors.toSet()));
    List<Stream> stateless = new ArrayList<>();
    for (Stream stream : streams) {
      Progress progress = told.get(stream.topic());
      if (progress != null && !stream.learn(progress)) {
        stateless.add(stream);
      }
    }
    stateless.forEach(stream -> store.state(stream.topic()).forEach(stream::accept));
  }

  private void putBack(Stream stream, CompletableFuture<Stream> told) {
    CompletableFuture<Stream> others;
    synchronized (waiting) {
      others = waiting.putIfAbsent(stream, told);
    }
    if (others != null) {
      others.thenAccept(told::complete);
    }
  }
}
