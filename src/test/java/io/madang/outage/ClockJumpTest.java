package io.madang.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Attendance;
import io.madang.core.Consumer;
import io.madang.core.Gate;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Reader;
import io.madang.core.Retention;
import io.madang.core.Speaker;
import io.madang.core.Start;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.kit.FaultyStore;
import io.madang.kit.LimitsOf;
import io.madang.kit.ManualClock;
import io.madang.layer.LocalLayer;
import io.madang.store.Database;
import io.madang.store.MemoryStore;
import io.madang.store.SqlStore;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock jumps; what was said stays in order, and nobody has to go. */
class ClockJumpTest {

  private static final Topic ROOM = new Topic("room/a");
  private static final Retention HALF_AN_HOUR = new Retention(1_000, Duration.ofMinutes(30));

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final Threads threads = new Threads(1, 2);
  private final AtomicInteger trims = new AtomicInteger();
  private final Client client = new Client();
  private FaultyStore store;
  private Hub hub;

  @BeforeEach
  void start() {
    Database database = Database.sqlite(folder.resolve("madang.db"), 2);
    store = new FaultyStore(new SqlStore(database, clock, Duration.ofMinutes(30)));
    Access all = Access.EVERYONE;
    Policies policies =
        new Policies(
            List.of(
                new Application(
                    new TopicPolicy("room", true, all, all, all, all, true, HALF_AN_HOUR),
                    new Consumer() {})));
    LimitsOf limits = new LimitsOf();
    limits.trimEvery = Duration.ofMillis(20);
    hub =
        new Hub(
            new HubParts(
                policies,
                store,
                new MemoryStore(clock, 10, 1 << 20),
                new LocalLayer(),
                Gate.OPEN,
                limits.build(),
                threads,
                clock));
  }

  @AfterEach
  void end() {
    hub.close();
    threads.close();
    store.close();
  }

  private static Speaker speaker(String name) {
    return new Speaker(new Person(name, name), false, true);
  }

  private Message publish(int n) throws Exception {
    return publishAgain(n).message();
  }

  private Kept.OfMessage publishAgain(int n) throws Exception {
    return hub.publish(speaker("ann"), ROOM, "m" + n, JsonValue.EMPTY_JSON_OBJECT)
        .get(10, TimeUnit.SECONDS);
  }

  private void read(Client by, String name, Attendance attendance) {
    Reader reader = hub.connect(speaker(name), by, attendance);
    hub.subscribe(reader, ROOM, Start.newest(0), false);
    reader.start();
    await().until(reader::isOpen);
  }

  /** Retention was applied from beginning to end since now. */
  private void awaitRetention() {
    store.beforeRead(trims::incrementAndGet);
    int before = trims.get();
    await().until(() -> trims.get() > before + 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1})
  void nothingChangesButTheTimesOfMessages(long hours) throws Exception {
    read(client, "bob", Attendance.CONNECTION);
    read(new Client(), "polling", Attendance.LEASE);
    Message before = publish(1);
    publish(2);
    clock.advance(Duration.ofHours(hours));
    Message after = publish(3);
    assertThat(after.offset()).isEqualTo(3);
    assertThat(after.atMillis() - before.atMillis()).isEqualTo(hours * 3_600_000);
    awaitRetention();
    assertThat(store.ends(ROOM).first()).isEqualTo(1);
    assertThat(publishAgain(1).isRepeat()).isTrue();
    assertThat(hub.info(speaker("ann"), ROOM).get(10, TimeUnit.SECONDS).online()).isEqualTo(2);
    clock.advance(Duration.ofHours(-hours));
    publish(4);
    awaitRetention();
    assertThat(store.ends(ROOM).first()).isEqualTo(1);
    await().until(() -> client.offsets.size() == 4);
    assertThat(client.offsets).isEqualTo(LongStream.rangeClosed(1, 4).boxed().toList());
    assertThat(client.gaps).isEmpty();
    assertThat(client.isClosed).isFalse();
  }

  /** Else the test above could not fail. */
  @Test
  void whatIsReallyOldIsForgotten() throws Exception {
    clock.advance(Duration.ofHours(-1));
    publish(1);
    clock.advance(Duration.ofHours(1));
    await().until(() -> store.ends(ROOM).first() == 2);
  }
}
