package io.madang.exactly;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Draft;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.MessageStore;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Retention;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.kit.LimitsOf;
import io.madang.kit.Seed;
import io.madang.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Two servers over the same stores, with a shaky layer between them and retention running.
 *
 * <p>Two topics are durable. One is transient, in a store that forgets topics now and then.
 */
final class World implements AutoCloseable {

  private static final int TRANSIENT_TOPICS = 2;

  private final List<Topic> topics =
      List.of(new Topic("log/a"), new Topic("log/b"), new Topic("air/a"));
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<Threads> threads = List.of(new Threads(2, 2), new Threads(1, 2));
  private final List<Hub> hubs = new ArrayList<>();
  private final MemoryStore forgetful =
      new MemoryStore(Clock.systemUTC(), TRANSIENT_TOPICS, 1 << 20);
  private final Truth durable;
  private final Truth inMemory;
  private volatile boolean isOver;
  private volatile boolean isQuiet;

  World(MessageStore store, Seed seed) {
    this.durable = new Truth(store, seed.random(1));
    this.inMemory =
        new Truth(new MemoryStore(Clock.systemUTC(), TRANSIENT_TOPICS, 1 << 20), seed.random(2));
    ShakyLayer layer = new ShakyLayer(clock, seed.random(3));
    Policies policies = new Policies(List.of(application("log", true), application("air", false)));
    for (Threads own : threads) {
      hubs.add(
          new Hub(
              new HubParts(
                  policies, durable, inMemory, layer, s -> Duration.ZERO, limits().build(), own)));
    }
  }

  private static LimitsOf limits() {
    LimitsOf limits = new LimitsOf();
    limits.tailBytes = 20_000;
    limits.catchUpPage = 20;
    limits.writeBytes = 4_000;
    limits.headCheck = Duration.ofMillis(50);
    limits.trimEvery = Duration.ofMillis(20);
    return limits;
  }

  private static Application application(String namespace, boolean isDurable) {
    Access all = Access.EVERYONE;
    Retention retention = new Retention(60, Duration.ofHours(1));
    return new Application(
        new TopicPolicy(namespace, isDurable, all, all, all, all, false, retention),
        new Consumer() {});
  }

  List<Topic> topics() {
    return topics;
  }

  /** Whether its log has one epoch for ever. */
  boolean isLasting(Topic topic) {
    return topic.namespace().equals("log");
  }

  Truth store(Topic topic) {
    return isLasting(topic) ? durable : inMemory;
  }

  List<Hub> hubs() {
    return hubs;
  }

  ScheduledExecutorService clock() {
    return clock;
  }

  /**
   * Writes to so many other transient topics at once that the store forgets the one that is read.
   */
  void crowdOut() {
    Person noise = new Person("noise", "noise");
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < TRANSIENT_TOPICS; i++) {
      drafts.add(new Draft.NewMessage(new Topic("air/noise-" + i), noise, "once", "{}"));
    }
    forgetful.append(drafts);
  }

  /** Nothing new is published from now on, and the stores do not fail any more. */
  void end() {
    isOver = true;
    durable.heal();
    inMemory.heal();
  }

  boolean isOver() {
    return isOver;
  }

  /** Nobody publishes any more: the heads stay where they are. */
  void becomeQuiet() {
    isQuiet = true;
  }

  boolean isQuiet() {
    return isQuiet;
  }

  @Override
  public void close() {
    hubs.forEach(Hub::close);
    threads.forEach(Threads::close);
    clock.shutdownNow();
    durable.close();
    inMemory.close();
  }
}
