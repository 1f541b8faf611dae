package io.madang.exactly;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.ChannelLayer;
import io.madang.core.Consumer;
import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.Gate;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Retention;
import io.madang.core.Start;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.history.History;
import io.madang.history.Witness;
import io.madang.kit.LimitsOf;
import io.madang.kit.Seed;
import io.madang.layer.LocalLayer;
import io.madang.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two servers over the same stores, which fail now and then.
 *
 * <p>Two topics are durable. One is transient, in a store that forgets topics now and then. In a
 * rough world the layer between the servers is shaky, and retention runs; a calm one has nothing of
 * this, so that a fault can be told from the weather.
 */
final class World implements AutoCloseable {

  private static final int TRANSIENT_TOPICS = 2;
  private static final int KEPT = 60;
  private static final int ALL = 1_000_000;

  private final List<Topic> topics =
      List.of(new Topic("log/a"), new Topic("log/b"), new Topic("air/a"));
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<Threads> threads = List.of(new Threads(2, 2), new Threads(1, 2));
  private final List<Hub> hubs = new ArrayList<>();
  private final History history;
  private final boolean isCalm;
  private final Fault fault;
  private final MessageStore lasting;
  private final MemoryStore forgetful =
      new MemoryStore(Clock.systemUTC(), TRANSIENT_TOPICS, 256 << 20);
  private final Truth durable;
  private final Truth inMemory;
  private final AtomicInteger acks = new AtomicInteger();
  private volatile boolean isOver;
  private volatile boolean isQuiet;
  private volatile long end = Long.MAX_VALUE;

  private World(String name, MessageStore store, Fault fault, boolean isCalm, Seed seed) {
    this.history = new History(name);
    this.isCalm = isCalm;
    this.fault = fault;
    this.lasting = store;
    this.durable = new Truth(store, seed.random(1));
    this.inMemory = new Truth(forgetful, seed.random(2));
    ChannelLayer between = isCalm ? new LocalLayer() : new ShakyLayer(clock, seed.random(3));
    ChannelLayer layer = new BentLayer(between, fault);
    Policies policies = new Policies(List.of(application("log", true), application("air", false)));
    for (Threads own : threads) {
      hubs.add(
          new Hub(
              new HubParts(
                  policies,
                  new BentStore(durable, fault, between),
                  new BentStore(inMemory, fault, between),
                  layer,
                  Gate.OPEN,
                  limits().build(),
                  own)));
    }
  }

  /** Servers in order, and everything around them out of order. */
  static World rough(MessageStore store, Seed seed) {
    return new World("exactly", store, new Fault() {}, false, seed);
  }

  /** Servers with a fault. */
  static World calm(String name, MessageStore store, Fault fault, Seed seed) {
    return new World(name, store, fault, true, seed);
  }

  private LimitsOf limits() {
    LimitsOf limits = new LimitsOf();
    limits.tailBytes = 20_000;
    limits.catchUpPage = 20;
    limits.writeBytes = 4_000;
    limits.headCheck = fault.readsAgain() ? Duration.ofMillis(50) : Duration.ZERO;
    limits.trimEvery = Duration.ofMillis(20);
    return limits;
  }

  private Application application(String namespace, boolean isDurable) {
    Access all = Access.EVERYONE;
    Retention retention = new Retention(isCalm ? ALL : KEPT, Duration.ofHours(1));
    return new Application(
        new TopicPolicy(namespace, isDurable, all, all, all, all, isCalm, retention),
        new Consumer() {});
  }

  /** Where it is written what all clients see. */
  History history() {
    return history;
  }

  Fault fault() {
    return fault;
  }

  List<Topic> topics() {
    return topics;
  }

  /** Whether its log has one epoch for ever. */
  private static boolean isLasting(Topic topic) {
    return topic.namespace().equals("log");
  }

  private LogEnds ends(Topic topic) {
    return (isLasting(topic) ? lasting : forgetful).ends(topic);
  }

  /** Where a client goes on, as a server understands it. */
  Start start(Client client, Topic topic, boolean isOtherTransport) {
    return fault.start(client.start(topic), ends(topic), isOtherTransport);
  }

  List<Hub> hubs() {
    return hubs;
  }

  void countAck() {
    acks.incrementAndGet();
  }

  int acks() {
    return acks.get();
  }

  /** How long authors wait between two messages. */
  long pauseNanos() {
    return isCalm ? 2_000_000 : 200_000;
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

  /** Nobody publishes any more: the heads stay where they are, and all shall come there in time. */
  void becomeQuiet(Duration patience) {
    end = System.nanoTime() + patience.toNanos();
    isQuiet = true;
  }

  /** Whether a client stands at the head of all topics, for good. */
  boolean hasAll(Client client) {
    return isQuiet
        && topics.stream().allMatch(topic -> client.isAt(topic, ends(topic).headCursor()));
  }

  /** Whether it is too late to come there. */
  boolean isAtItsEnd() {
    return isQuiet && System.nanoTime() - end > 0;
  }

  /** Writes down what only the stores know, when all is quiet. */
  void testify() {
    for (Topic topic : topics) {
      LogEnds ends = ends(topic);
      history.head(topic.name(), ends.headCursor().toString());
      if (isLasting(topic)) {
        history.trimmed(topic.name(), ends.firstCursor().toString());
      } else {
        history.replaceable(topic.name());
      }
      if (isCalm) {
        read(topic, ends);
      } else {
        (isLasting(topic) ? durable : inMemory).tell(topic, history);
      }
    }
  }

  /** Reads the log as the faulty server shows it. */
  private void read(Topic topic, LogEnds ends) {
    Witness log = history.witness("log");
    log.started(topic.name(), new Cursor(ends.epoch(), ends.first() - 1).toString());
    MessageStore store = isLasting(topic) ? lasting : forgetful;
    for (Message m : fault.page(store.readAfter(topic, 0, ALL, Integer.MAX_VALUE)).messages()) {
      log.found(topic.name(), m.cursor().toString(), m.id(), m.sender().user(), m.body());
    }
  }

  @Override
  public void close() {
    hubs.forEach(Hub::close);
    threads.forEach(Threads::close);
    clock.shutdownNow();
    durable.close();
    inMemory.close();
    history.close();
  }
}
