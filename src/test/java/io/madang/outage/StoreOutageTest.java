package io.madang.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Application;
import io.madang.core.Attendance;
import io.madang.core.Connection;
import io.madang.core.Consumer;
import io.madang.core.Event;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.Retention;
import io.madang.core.Slice;
import io.madang.core.Speaker;
import io.madang.core.Start;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.kit.LimitsOf;
import io.madang.kit.Signals;
import io.madang.layer.LocalLayer;
import io.madang.store.Database;
import io.madang.store.MemoryStore;
import io.madang.store.SqlStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is stopped, and one that hangs; its clients lose nothing but time. */
@EnabledOnOs(OS.LINUX)
class StoreOutageTest {

  private static final Topic ROOM = new Topic("room/a");
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  @TempDir Path folder;

  private int port;
  private EmbeddedPostgres server;
  private SqlStore store;
  private Threads threads;
  private Hub hub;
  private final Client client = new Client();

  private static final class Client implements Connection {
    final List<Long> offsets = new CopyOnWriteArrayList<>();
    final List<Event> gaps = new CopyOnWriteArrayList<>();
    volatile boolean isClosed;

    @Override
    public void write(List<Event> events, Runnable done) {
      for (Event event : events) {
        if (event instanceof Slice slice) {
          slice.messages().stream().map(Message::offset).forEach(offsets::add);
        } else if (event instanceof Event.Gap) {
          gaps.add(event);
        }
      }
      done.run();
    }

    @Override
    public void close(int code, String reason) {
      isClosed = true;
    }
  }

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = start(port);
    Database database = Database.url(server.getJdbcUrl("postgres", "postgres"), null, null, 4);
    store = new SqlStore(database, Clock.systemUTC(), Duration.ofHours(1));
    TopicPolicy.Access all = TopicPolicy.Access.EVERYONE;
    Retention retention = new Retention(1_000, Duration.ofDays(1));
    Policies policies =
        new Policies(
            List.of(
                new Application(
                    new TopicPolicy("room", true, all, all, all, all, false, retention),
                    new Consumer() {})));
    threads = new Threads(1, 2);
    LimitsOf limits = new LimitsOf();
    limits.headCheck = Duration.ofMillis(200);
    limits.trimEvery = Duration.ofMillis(500);
    hub =
        new Hub(
            new HubParts(
                policies,
                store,
                new MemoryStore(Clock.systemUTC(), 10, 1 << 20),
                new LocalLayer(),
                speaker -> Duration.ZERO,
                limits.build(),
                threads));
  }

  @AfterEach
  void end() throws IOException {
    hub.close();
    threads.close();
    store.close();
    server.close();
  }

  private static Speaker ann() {
    return new Speaker(new Person("ann", "Ann"), false, true);
  }

  private CompletableFuture<Kept.OfMessage> publish(String id) {
    return hub.publish(ann(), ROOM, id, JsonValue.EMPTY_JSON_OBJECT);
  }

  private void read() throws Exception {
    publish("m1").get(5, TimeUnit.SECONDS);
    Reader reader = hub.connect(ann(), client, Attendance.CONNECTION);
    hub.subscribe(reader, ROOM, Start.newest(1), false);
    reader.start();
    await().until(() -> client.offsets.equals(List.of(1L)));
  }

  private void publishIsUnavailableInTime(String id) {
    CompletableFuture<Kept.OfMessage> refused = publish(id);
    await().atMost(ANSWER).until(refused::isDone);
    Throwable cause = refused.handle((kept, fault) -> fault).join();
    assertThat(Refusal.of(cause).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
  }

  /** The publisher tries again with the same id until it is acked. */
  private void publishAgainUntilAcked(String id) {
    await()
        .atMost(RECOVERY)
        .until(() -> publish(id).handle((kept, fault) -> fault == null).get(20, TimeUnit.SECONDS));
  }

  private void everythingGoesOn() {
    publishAgainUntilAcked("m2");
    publishAgainUntilAcked("m3");
    await().atMost(RECOVERY).until(() -> client.offsets.equals(List.of(1L, 2L, 3L)));
    assertThat(client.gaps).isEmpty();
    assertThat(client.isClosed).isFalse();
    assertThat(store.ends(ROOM).head()).isEqualTo(3);
  }

  @Test
  void aDatabaseThatIsStoppedAndStartedAgain() throws Exception {
    read();
    server.close();
    publishIsUnavailableInTime("m2");
    publishIsUnavailableInTime("m3");
    assertThat(client.isClosed).isFalse();
    server = start(port);
    everythingGoesOn();
  }

  @Test
  void aDatabaseThatHangsForAWhile() throws Exception {
    read();
    signal("STOP");
    try {
      publishIsUnavailableInTime("m2");
      publishIsUnavailableInTime("m3");
      assertThat(client.isClosed).isFalse();
    } finally {
      signal("CONT");
    }
    everythingGoesOn();
  }

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  /** To the postmaster and all that it forked. */
  private void signal(String name) throws Exception {
    Path file = folder.resolve("data").resolve("postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElseThrow();
    Signals.send(name, postmaster);
  }
}
