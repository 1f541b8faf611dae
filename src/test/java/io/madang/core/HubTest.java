package io.madang.core;

import static io.madang.core.Rig.ROOM;
import static io.madang.core.Rig.body;
import static io.madang.core.Rig.speaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.madang.kit.FaultyStore;
import io.madang.kit.LimitsOf;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub while its store is there, and while it is not. */
class HubTest {

  private final LimitsOf limits = new LimitsOf();
  private final FakeConnection client = FakeConnection.quick();
  private Rig rig;

  @BeforeEach
  void start() {
    limits.headCheck = Duration.ofMillis(20);
    limits.publishTimeout = Duration.ofMillis(300);
    limits.stateKeys = 2;
    rig = new Rig(limits);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private static Refusal.Code code(CompletableFuture<?> refused) {
    Throwable cause = refused.handle((done, fault) -> fault).join();
    return Refusal.of(cause).code();
  }

  @Test
  void whatNoBellToldIsFoundByTheHeadCheck() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    rig.writeElsewhere(2, 3);
    await().until(() -> client.offsets().equals(List.of(2L, 3L)));
  }

  @Test
  void aStateThatNoBellToldIsFoundByTheHeadCheck() {
    rig.read(client);
    rig.store.append(List.of(new Draft.NewState(ROOM, "a", "7")));
    await().until(() -> client.events(StateValue.class).size() == 1);
  }

  @Test
  void aSubscribeIsCountedOnlyWhenTheConnectionHasBegun() {
    Reader reader = rig.read(client);
    assertThat(rig.counted).isEmpty();
    rig.hub.subscribe(reader, Rig.OTHER, Start.newest(0), false);
    assertThat(rig.counted).containsExactly(reader);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whoeverLeavesTheOthersGoOn(int leaving) throws Exception {
    List<FakeConnection> clients =
        IntStream.range(0, 3).mapToObj(i -> FakeConnection.quick()).toList();
    List<Reader> readers = clients.stream().map(rig::read).toList();
    rig.publish(1, 1);
    await().until(() -> clients.stream().allMatch(c -> c.offsets().equals(List.of(1L))));
    rig.hub.disconnect(readers.get(leaving));
    rig.hub.disconnect(readers.get(leaving));
    rig.publish(2, 2);
    List<FakeConnection> staying = new ArrayList<>(clients);
    FakeConnection gone = staying.remove(leaving);
    await().until(() -> staying.stream().allMatch(c -> c.offsets().equals(List.of(1L, 2L))));
    assertThat(gone.offsets()).containsExactly(1L);
  }

  @Test
  void whoIsOnlineIsUnavailableInTimeWhenTheTopicCannotBeOpened() {
    rig.close();
    rig = Rig.clustered(limits);
    rig.store.beforeRead(FaultyStore::fail);
    CompletableFuture<Hub.TopicInfo> late = rig.hub.info(speaker("ann"), Rig.OTHER);
    await().atMost(Duration.ofSeconds(3)).until(late::isDone);
    assertThat(code(late)).isEqualTo(Refusal.Code.UNAVAILABLE);
  }

  @Test
  void whoAsksAtTheEndIsToldSo() {
    rig.close();
    assertThat(code(rig.hub.info(speaker("ann"), ROOM))).isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(code(rig.hub.publish(speaker("ann"), ROOM, "m", body(1))))
        .isEqualTo(Refusal.Code.UNAVAILABLE);
    rig.hub.signal(speaker("ann"), ROOM, body(1));
  }

  @Test
  void aServerThatEndsTakesItsPeopleWithIt() throws Exception {
    try (Rig other = new Rig(limits, rig.layer)) {
      other.read(client);
      Reader ann = rig.connect(FakeConnection.quick(), "ann");
      rig.hub.subscribe(ann, ROOM, Start.newest(0), false);
      ann.start();
      await().until(() -> other.online() == 2);
      rig.hub.disconnect(ann);
      rig.close();
      assertThat(other.online()).isEqualTo(1);
    }
  }

  @Test
  void clientsOfAServerThatGoesAreToldToComeBackTheLaterTheMoreTheyAre() throws Exception {
    List<FakeConnection> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      FakeConnection one = FakeConnection.quick();
      all.add(one);
      rig.connect(one, "guest-" + i).start();
    }
    rig.hub.drain(Duration.ofSeconds(5), Duration.ofMillis(1));
    await().until(() -> all.stream().noneMatch(one -> one.events(Event.Bye.class).isEmpty()));
    int[] perQuarter = new int[4];
    for (FakeConnection one : all) {
      perQuarter[(int) (one.events(Event.Bye.class).get(0).retryAfterSeconds() / 0.5001)]++;
    }
    assertThat(Arrays.stream(perQuarter)).allMatch(count -> count > 400 && count < 600);
    FakeConnection late = FakeConnection.quick();
    rig.connect(late, "late").start();
    await().until(() -> late.events(Event.Bye.class).size() == 1);
  }

  @Test
  void whileTheStoreFailsPublishesAndStatesAreUnavailableAndReadersStay() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    rig.store.beforeRead(FaultyStore::fail).beforeAppend(FaultyStore::fail);
    assertThat(code(rig.hub.publish(speaker("ann"), ROOM, "m2", body(2))))
        .isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(code(rig.hub.setState(speaker("ann"), ROOM, "a", JsonValue.TRUE)))
        .isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(code(rig.hub.info(speaker("ann"), ROOM))).isEqualTo(Refusal.Code.UNAVAILABLE);
    rig.store.heal();
    rig.publish(2, 2);
    await().until(() -> client.offsets().equals(List.of(2L)));
    assertThat(client.closeCode()).isNull();
  }

  @Test
  void aStateOfATopicThatCannotBeOpenedIsUnavailableInTime() throws Exception {
    rig.store.beforeRead(FaultyStore::fail);
    CompletableFuture<StateValue> late =
        rig.hub.setState(speaker("ann"), Rig.OTHER, "a", JsonValue.TRUE);
    await().atMost(Duration.ofSeconds(3)).until(late::isDone);
    assertThat(code(late)).isEqualTo(Refusal.Code.UNAVAILABLE);
  }

  @Test
  void aStoreThatHangsIsAskedByFewAtATimeAndNotMoreAndMore() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    Semaphore gate = new Semaphore(0);
    AtomicInteger asked = new AtomicInteger();
    rig.store.beforeRead(
        () -> {
          asked.incrementAndGet();
          gate.acquireUninterruptibly();
        });
    await().until(() -> asked.get() > 0);
    CompletableFuture<Void> later = new CompletableFuture<>();
    rig.threads.clock().schedule(() -> later.complete(null), 1, TimeUnit.SECONDS);
    later.get();
    rig.store.heal();
    gate.release(1_000);
    rig.writeElsewhere(2, 2);
    await().until(() -> client.offsets().equals(List.of(2L)));
    assertThat(asked.get()).isLessThan(5);
  }

  @Test
  void aStoreThatFailsIsNotAskedMoreAndMoreOften() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    AtomicInteger asked = new AtomicInteger();
    rig.store.beforeRead(
        () -> {
          asked.incrementAndGet();
          FaultyStore.fail();
        });
    CompletableFuture<Void> later = new CompletableFuture<>();
    rig.threads.clock().schedule(() -> later.complete(null), 2_500, TimeUnit.MILLISECONDS);
    later.get();
    rig.store.heal();
    assertThat(asked.get()).isLessThan(8);
    rig.writeElsewhere(2, 2);
    await().until(() -> client.offsets().equals(List.of(2L)));
  }

  @Test
  void aCommitWhoseAnswerWasLostIsToldToReaders() throws Exception {
    rig.close();
    limits.headCheck = Duration.ZERO;
    rig = new Rig(limits);
    rig.publish(1, 1);
    rig.read(client);
    rig.store.afterAppend(FaultyStore::fail);
    assertThat(code(rig.hub.publish(speaker("ann"), ROOM, "m2", body(2))))
        .isEqualTo(Refusal.Code.UNAVAILABLE);
    await().until(() -> client.offsets().equals(List.of(2L)));
  }

  @Test
  void aStateHasSoManyKeys() throws Exception {
    rig.hub.setState(speaker("ann"), ROOM, "a", JsonValue.TRUE).get();
    rig.hub.setState(speaker("ann"), ROOM, "b", JsonValue.TRUE).get();
    rig.read(client);
    await().until(() -> client.events(StateValue.class).size() == 2);
    assertThat(code(rig.hub.setState(speaker("ann"), ROOM, "c", JsonValue.TRUE)))
        .isEqualTo(Refusal.Code.BAD_REQUEST);
    rig.hub.setState(speaker("ann"), ROOM, "a", JsonValue.FALSE).get();
    await().until(() -> client.events(StateValue.class).size() == 3);
  }

  @Test
  void whatATopicDoesNotAllowIsForbiddenAndANamespaceThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> rig.hub.publish(speaker("ann"), new Topic("nowhere/a"), "m", body(1)))
        .hasMessageContaining("there is no such topic");
    assertThatThrownBy(() -> rig.hub.publish(speaker("ann"), ROOM, "", body(1)))
        .hasMessageContaining("id: ");
  }

  @Test
  void presenceIsToldToWhoWantsIt() {
    Reader ann = rig.connect(client, "ann");
    rig.hub.subscribe(ann, ROOM, Start.newest(0), true);
    ann.start();
    await().until(() -> !client.events(Event.Roster.class).isEmpty());
    Reader bob = rig.connect(FakeConnection.quick(), "bob");
    rig.hub.subscribe(bob, ROOM, Start.newest(0), false);
    Person person = new Person("bob", "bob");
    await()
        .until(
            () ->
                client.events().contains(new Event.RosterChange(ROOM, List.of(person), List.of())));
    rig.hub.disconnect(bob);
    await()
        .until(
            () ->
                client.events().contains(new Event.RosterChange(ROOM, List.of(), List.of(person))));
  }

  @Test
  void halfACharacterInABodyIsKeptAsAnEscape() throws Exception {
    var body = jakarta.json.Json.createObjectBuilder().add("a", "x\ud83dy👋").build();
    Message kept = rig.hub.publish(speaker("ann"), ROOM, "m1", body).get().message();
    assertThat(kept.body()).isEqualTo("{\"a\":\"x\\ud83dy👋\"}");
  }

  @Test
  void aSignalReachesWhoIsHereAndIsNotKept() {
    rig.read(client);
    rig.hub.signal(speaker("ann"), ROOM, body(1));
    await().until(() -> client.events(Signal.class).size() == 1);
    assertThat(rig.store.ends(ROOM).head()).isZero();
  }
}
