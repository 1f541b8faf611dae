package io.madang.core;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The topics that are in memory because somebody reads them, or did a short while ago.
 *
 * <p>A stream is in the map before its log is looked up, so nothing that is committed meanwhile can
 * be missed. While the store is away, opening is tried again each second.
 *
 * <p>Threads: any.
 */
final class Streams {

  private static final System.Logger LOG = System.getLogger(Streams.class.getName());
  private static final long RETRY_MILLIS = 1_000;

  private final ConcurrentMap<Topic, Stream> streams = new ConcurrentHashMap<>();

  /** Looks into the store that have not begun, or that wait to be tried again. */
  private final ConcurrentMap<Stream, CompletableFuture<Stream>> looks = new ConcurrentHashMap<>();

  private final Stores stores;
  private final ChannelLayer layer;
  private final ChannelLayer.Channel channel = this::hear;
  private final Threads threads;
  private final Limits limits;
  private final TailBudget budget;

  Streams(Stores stores, ChannelLayer layer, Threads threads, Limits limits) {
    this.stores = stores;
    this.layer = layer;
    this.threads = threads;
    this.limits = limits;
    this.budget = new TailBudget(limits);
  }

  /** The stream when it is in memory. */
  Optional<Stream> peek(Topic topic) {
    return Optional.ofNullable(streams.get(topic));
  }

  Collection<Stream> all() {
    return streams.values();
  }

  long tailBytes() {
    return budget.used();
  }

  /** The stream, opened now or later. */
  CompletableFuture<Stream> open(Topic topic) {
    return streams.computeIfAbsent(topic, this::begin).opened();
  }

  private Stream begin(Topic topic) {
    Stream stream = new Stream(topic, budget, threads);
    layer.add(topic, channel);
    inBackground(() -> load(stream));
    return stream;
  }

  private void load(Stream stream) {
    MessageStore store = stores.of(stream.topic());
    tryOrAgain(
        () -> stream.open(store.ends(stream.topic()), store.state(stream.topic())),
        () -> load(stream));
  }

  /**
   * Asks the store where the log ends; done when it told.
   *
   * <p>Who asks before the store is looked at shares the look, so while the store is away one look
   * waits for each topic, however often it is asked for.
   */
  CompletableFuture<Stream> refresh(Stream stream) {
    CompletableFuture<Stream> told = new CompletableFuture<>();
    CompletableFuture<Stream> others = looks.putIfAbsent(stream, told);
    if (others != null) {
      return others;
    }
    inBackground(() -> look(stream, told));
    return told;
  }

  private void look(Stream stream, CompletableFuture<Stream> told) {
    looks.remove(stream, told);
    try {
      learn(stream);
      told.complete(stream);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "looking up a topic failed, trying again: {0}", e);
      CompletableFuture<Stream> others = looks.putIfAbsent(stream, told);
      if (others == null) {
        later(() -> look(stream, told));
      } else {
        others.thenAccept(told::complete);
      }
    }
  }

  private void learn(Stream stream) {
    MessageStore store = stores.of(stream.topic());
    stream.learn(store.ends(stream.topic()));
    store.state(stream.topic()).forEach(stream::accept);
  }

  private void tryOrAgain(Runnable attempt, Runnable again) {
    try {
      attempt.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "looking up a topic failed, trying again: {0}", e);
      later(again);
    }
  }

  private void later(Runnable task) {
    try {
      threads.clock().schedule(() -> inBackground(task), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "shutting down: {0}", e);
    }
  }

  private void inBackground(Runnable task) {
    try {
      threads.catchUp().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "shutting down: {0}", e);
    }
  }

  /** Looks in the store for what no bell told; for topics that somebody reads. */
  void checkHeads() {
    streams.values().stream().filter(Stream::hasReaders).forEach(this::refresh);
  }

  /** Messages that were committed, here or elsewhere. */
  void accept(Topic topic, List<Message> messages) {
    Stream stream = streams.get(topic);
    if (stream != null && !stream.accept(messages)) {
      refresh(stream);
    }
  }

  /** A value that was committed, here or elsewhere. */
  void accept(StateValue value) {
    Stream stream = streams.get(value.topic());
    if (stream != null && !stream.accept(value)) {
      refresh(stream);
    }
  }

  /** Tells the other servers. */
  void tellOthers(Topic topic, Bell bell) {
    layer.send(topic, bell, channel);
  }

  private void hear(Topic topic, Bell bell) {
    if (bell instanceof Bell.Grown grown) {
      accept(topic, grown.messages());
    } else if (bell instanceof Bell.Changed changed) {
      accept(changed.value());
    } else if (bell instanceof Bell.Signalled signalled) {
      peek(topic).ifPresent(stream -> stream.accept(signalled.signal()));
    }
  }

  /** Ends the leases that ran out. */
  void expireLeases() {
    long now = System.nanoTime();
    for (Stream stream : streams.values()) {
      stream.withRoster(
          roster -> {
            roster.expire(now);
            return roster.size();
          });
    }
  }

  /** Puts away what nobody reads. */
  void closeIdle() {
    long now = System.nanoTime();
    for (Stream stream : streams.values()) {
      if (stream.closeIfIdle(now, limits.idleStream().toNanos())) {
        forget(stream);
      }
    }
  }

  /** A stream that was put away leaves the map, so that opening its topic makes a new one. */
  void forget(Stream stream) {
    if (streams.remove(stream.topic(), stream)) {
      layer.discard(stream.topic(), channel);
    }
  }
}
