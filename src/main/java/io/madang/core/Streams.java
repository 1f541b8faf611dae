package io.madang.core;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * The topics that are in memory because somebody reads them, or did a short while ago.
 *
 * <p>A stream is in the map before its log is looked up, so nothing that is committed meanwhile can
 * be missed. While the store is away, opening is tried again each second.
 *
 * <p>Threads: any; {@code membership} guards that this server is in the groups of exactly the
 * topics that are in the map.
 */
final class Streams {

  private static final System.Logger LOG = System.getLogger(Streams.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** While bells come from other servers, head checks are so much rarer. */
  private static final int RARELY = 10;

  private static final Duration GATHER = Duration.ofMillis(50);

  /** More than the others take to gather an announcement. */
  private static final Duration OTHERS_ANSWER = Duration.ofMillis(200);

  /** How long another server's word on its people holds; it is repeated three times as often. */
  private static final Duration HOLDS = Duration.ofSeconds(12);

  private final ConcurrentMap<Topic, Stream> streams = new ConcurrentHashMap<>();
  private final Object membership = new Object();

  private final Looks durableLooks;
  private final Looks transientLooks;

  private final Stores stores;
  private final ChannelLayer layer;
  private final ChannelLayer.Channel channel = new Ear();
  private final String server = Long.toString(Ids.positive(), Character.MAX_RADIX);
  private final Threads threads;
  private final Limits limits;
  private final TailBudget budget;

  /** When all topics with readers were looked at; the clock's own. */
  private long lastCheck = System.nanoTime();

  private volatile boolean hasSaidGoodbye;

  Streams(Stores stores, ChannelLayer layer, Threads threads, Limits limits) {
    this.stores = stores;
    this.durableLooks = new Looks(stores.durable(), threads);
    this.transientLooks = new Looks(stores.inMemory(), threads);
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
    Stream known = streams.get(topic);
    return known == null ? begin(topic) : known.opened();
  }

  private CompletableFuture<Stream> begin(Topic topic) {
    Stream fresh = new Stream(topic, budget, threads, this::announceSoon);
    synchronized (membership) {
      Stream known = streams.putIfAbsent(topic, fresh);
      if (known != null) {
        return known.opened();
      }
      layer.add(topic, channel);
    }
    threads.inBackground(() -> load(fresh));
    return fresh.opened();
  }

  private void load(Stream stream) {
    MessageStore store = stores.of(stream.topic());
    tryOrAgain(
        () -> stream.open(store.ends(stream.topic()), store.state(stream.topic())),
        () -> load(stream));
  }

  /** Asks the store how far the topic has come; done when it told. */
  CompletableFuture<Stream> refresh(Stream stream) {
    return looks(stream).at(stream);
  }

  private Looks looks(Stream stream) {
    return stores.of(stream.topic()) == stores.durable() ? durableLooks : transientLooks;
  }

  private void tryOrAgain(Runnable attempt, Runnable again) {
    try {
      attempt.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "looking up a topic failed, trying again: {0}", e);
      threads.later(RETRY, () -> threads.inBackground(again));
    }
  }

  /** Looks in the store for what no bell told, if it is time; for topics that somebody reads. */
  void checkHeads() {
    long now = System.nanoTime();
    long pause = limits.headCheck().toNanos() * (layer.reachesOthers() ? RARELY : 1);
    if (now - lastCheck >= pause) {
      lastCheck = now;
      var read = streams.values().stream().filter(Stream::hasReaders);
      read.collect(Collectors.groupingBy(this::looks)).forEach(Looks::atAll);
    }
  }

  /** How many people there are; a topic that is not in memory may have some on other servers. */
  CompletableFuture<Integer> online(Topic topic) {
    Optional<Stream> known = peek(topic);
    if (known.isPresent() || !layer.reachesOthers()) {
      return CompletableFuture.completedFuture(
          known.map(stream -> stream.withRoster(Roster::size)).orElse(0));
    }
    CompletableFuture<Integer> told = new CompletableFuture<>();
    open(topic)
        .thenAccept(
            stream ->
                threads.later(OTHERS_ANSWER, () -> told.complete(stream.withRoster(Roster::size))));
    return told;
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

  /** What this server hears of the others. */
  private final class Ear implements ChannelLayer.Channel {

    @Override
    public void hear(Topic topic, Bell bell) {
      if (bell instanceof Bell.Grown grown) {
        accept(topic, grown.messages());
      } else if (bell instanceof Bell.Changed changed) {
        accept(changed.value());
      } else {
        peek(topic).ifPresent(stream -> hear(stream, bell));
      }
    }

    private void hear(Stream stream, Bell bell) {
      if (bell instanceof Bell.Signalled signalled) {
        stream.accept(signalled.signal());
      } else if (bell instanceof Bell.Present present) {
        stream.withRoster(
            roster -> {
              roster.elsewhere(present.server(), present.people(), System.nanoTime(), HOLDS);
              return roster.size();
            });
      } else if (bell instanceof Bell.Asking && stream.withRoster(Roster::hasLocal)) {
        announceSoon(stream);
      }
    }

    @Override
    public void joined(Topic topic) {
      peek(topic).ifPresent(stream -> stream.opened().thenAccept(Streams.this::refresh));
      layer.send(topic, new Bell.Asking(), this);
    }
  }

  /** Tells the others whom this server has; what changes meanwhile is told together. */
  private void announceSoon(Stream stream) {
    if (stream.beginAnnouncing()) {
      threads.later(GATHER, () -> announce(stream));
    }
  }

  private void announce(Stream stream) {
    if (hasSaidGoodbye) {
      return;
    }
    tellOthers(stream.topic(), new Bell.Present(server, stream.announced()));
  }

  /** Says again whom this server has, before the others think that it is gone. */
  void announceAll() {
    streams.values().stream()
        .filter(stream -> stream.withRoster(Roster::hasLocal))
        .forEach(this::announce);
  }

  /** This server goes: the others need not wait until its word holds no more. */
  void sayGoodbye() {
    hasSaidGoodbye = true;
    streams.values().stream()
        .filter(Stream::takeWordBack)
        .forEach(s -> tellOthers(s.topic(), new Bell.Present(server, List.of())));
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
    synchronized (membership) {
      if (streams.remove(stream.topic(), stream)) {
        layer.discard(stream.topic(), channel);
      }
    }
  }
}
