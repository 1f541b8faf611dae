package io.madang.core;

import static org.awaitility.Awaitility.await;

import io.madang.kit.FaultyStore;
import io.madang.kit.LimitsOf;
import io.madang.kit.ManualClock;
import io.madang.layer.LocalLayer;
import io.madang.store.MemoryStore;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A hub on a store in memory that can be made to fail, and beside it a layer to ring bells on. */
final class Rig implements AutoCloseable {

  static final Topic ROOM = new Topic("room/a");
  static final Topic OTHER = new Topic("room/b");
  static final Person ANN = new Person("ann", "Ann");

  final ManualClock clock = new ManualClock();
  final FaultyStore store = new FaultyStore(new MemoryStore(clock, 1_000, 64 << 20));
  final ChannelLayer layer;
  final Threads threads = new Threads(2, 2);
  final Policies policies = new Policies(List.of(room()));
  final List<Reader> counted = new CopyOnWriteArrayList<>();
  final Hub hub;

  /** Another server's ear, which is deaf. */
  private final ChannelLayer.Channel elsewhere = (group, bell) -> {};

  Rig() {
    this(new LimitsOf());
  }

  Rig(LimitsOf limits) {
    this(limits, new LocalLayer());
  }

  /** One of several servers, as far as it knows. */
  static Rig clustered(LimitsOf limits) {
    return new Rig(limits, new ReachingLayer());
  }

  Rig(LimitsOf limits, ChannelLayer layer) {
    this.layer = layer;
    hub =
        new Hub(
            new HubParts(
                policies,
                store,
                new MemoryStore(clock, 10, 1 << 20),
                layer,
                new Counting(),
                limits.build(),
                threads));
  }

  /** Says of which readers a subscribe was counted. */
  private final class Counting implements Gate {

    @Override
    public void write(Speaker speaker, Topic topic, TopicPolicy policy) {}

    @Override
    public void subscribe(Reader reader) {
      counted.add(reader);
    }
  }

  static Application room() {
    Access all = Access.EVERYONE;
    Retention retention = new Retention(1_000_000, Duration.ofDays(3650));
    return new Application(
        new TopicPolicy("room", true, all, all, all, all, true, retention), new Consumer() {});
  }

  static Speaker speaker(String user) {
    return new Speaker(new Person(user, user), false, true);
  }

  static JsonObject body(int n) {
    return Json.createObjectBuilder().add("n", n).build();
  }

  static Draft draft(Topic topic, int n) {
    return new Draft.NewMessage(topic, ANN, "m" + n, "{\"n\":" + n + "}");
  }

  Reader connect(Connection connection, String user) {
    return hub.connect(speaker(user), connection, Attendance.CONNECTION);
  }

  /** A reader of the room that has begun. */
  Reader read(Connection connection, Start start) {
    Reader reader = connect(connection, "reader");
    hub.subscribe(reader, ROOM, start, false);
    reader.start();
    await().until(reader::isOpen);
    return reader;
  }

  Reader read(Connection connection) {
    return read(connection, Start.newest(0));
  }

  /** Publishes through the hub: m{from} to m{to}. */
  void publish(int from, int to) throws Exception {
    List<java.util.concurrent.CompletableFuture<Kept.OfMessage>> all = new ArrayList<>();
    for (int n = from; n <= to; n++) {
      all.add(hub.publish(speaker("ann"), ROOM, "m" + n, body(n)));
    }
    for (var one : all) {
      one.get(10, TimeUnit.SECONDS);
    }
  }

  /** Writes as another server does, of which this one hears nothing. */
  List<Message> writeElsewhere(int from, int to) {
    List<Draft> drafts = new ArrayList<>();
    for (int n = from; n <= to; n++) {
      drafts.add(draft(ROOM, n));
    }
    return store.append(drafts).stream().map(k -> ((Kept.OfMessage) k).message()).toList();
  }

  /** How many people are in the room. */
  int online() throws Exception {
    return hub.info(speaker("ann"), ROOM).get(10, TimeUnit.SECONDS).online();
  }

  /** What another server tells this one. */
  void ring(Bell bell) {
    layer.send(ROOM, bell, elsewhere);
  }

  Cursor cursor(long offset) {
    return new Cursor(store.ends(ROOM).epoch(), offset);
  }

  Start after(@Nullable String epoch, long offset) {
    return Start.after((epoch == null ? cursor(0).epoch() : epoch) + "." + offset);
  }

  @Override
  public void close() {
    store.heal();
    hub.close();
    threads.close();
  }
}
