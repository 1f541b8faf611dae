package io.madang.core;

import static io.madang.core.Rig.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.kit.LimitsOf;
import io.madang.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where reading starts, how it goes on, and what is said of what is lost. */
class SubscriptionTest {

  private static final Duration LONG = Duration.ofDays(365);

  private final FakeConnection client = FakeConnection.quick();
  private Rig rig;

  @BeforeEach
  void start() {
    LimitsOf limits = new LimitsOf();
    limits.catchUpPage = 7;
    rig = new Rig(limits);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private void awaitOffsets(long... offsets) {
    List<Long> expected = java.util.Arrays.stream(offsets).boxed().toList();
    await().untilAsserted(() -> assertThat(client.offsets()).isEqualTo(expected));
  }

  private void trim(long keep) {
    rig.store.trim("room", new Retention(keep, LONG), rig.clock.instant());
  }

  private Event.Subscribed subscribed() {
    await().until(() -> !client.events(Event.Subscribed.class).isEmpty());
    return client.events(Event.Subscribed.class).get(0);
  }

  private List<Event.Gap> gaps() {
    return client.events(Event.Gap.class);
  }

  private Stream stream() {
    return new Stream(Rig.ROOM, new TailBudget(Limits.defaults()), rig.threads, s -> {});
  }

  private Pages pages(MessageStore store) {
    return new Pages(new Stores(store, store, rig.policies), rig.threads, Limits.defaults());
  }

  @Test
  void aPageOfALogThatWasReplacedIsNobodysAnyMore() {
    int aPage = Limits.defaults().catchUpPage();
    MemoryStore store = new MemoryStore(rig.clock, 1, 1 << 20);
    Stream stream = stream();
    Pages pages = pages(store);
    for (int life = 1; life <= 2; life++) {
      for (int n = 0; n <= aPage; n++) {
        store.append(List.of(Rig.draft(ROOM, n)));
      }
      LogEnds ends = store.ends(ROOM);
      assertThat(pages.after(stream, new Cursor(ends.epoch(), 0)).join().ends()).isEqualTo(ends);
      store.append(List.of(Rig.draft(new Topic("room/other"), 1)));
    }
  }

  @Test
  void whoeverComesBackForTheSameNewestMessagesSharesOneRead() {
    rig.writeElsewhere(1, 3);
    AtomicInteger reads = new AtomicInteger();
    rig.store.beforeRead(reads::incrementAndGet);
    Start start = rig.after(null, 0);
    rig.read(FakeConnection.quick());
    int toOpen = reads.get();
    for (int i = 0; i < 50; i++) {
      FakeConnection one = FakeConnection.quick();
      rig.read(one, start);
      await().untilAsserted(() -> assertThat(one.offsets()).containsExactly(1L, 2L, 3L));
    }
    assertThat(reads.get() - toOpen).isLessThan(10);
  }

  @Test
  void aPollThatIsFullBeforeAGapWasToldStaysBeforeIt() {
    Stream stream = stream();
    stream.open(new LogEnds("now", 1, 7), List.of());
    Reader reader = rig.connect(client, "somebody");
    Subscription subscription = new Subscription(reader, stream, pages(rig.store), false);
    subscription.begin(Start.after("before.3"));
    assertThat(subscription.position().cursor()).isEqualTo(new Cursor("before", 3));
    subscription.collect(new ArrayList<>(), 0);
    assertThat(subscription.position().cursor()).isEqualTo(new Cursor("now", 0));
  }

  private static List<Long> offsets(List<Event> events) {
    return events.stream()
        .filter(Slice.class::isInstance)
        .flatMap(slice -> ((Slice) slice).messages().stream())
        .map(Message::offset)
        .toList();
  }

  private List<Message> messages(long from, long to) {
    return java.util.stream.LongStream.rangeClosed(from, to)
        .mapToObj(n -> new Message(ROOM, new Cursor("now", n), "m" + n, Rig.ANN, 0, "{}"))
        .toList();
  }

  private List<Event> collect(Subscription subscription) {
    List<Event> events = new ArrayList<>();
    subscription.collect(events, 1 << 20);
    return events;
  }

  @Test
  void whoComesReadsToTheHeadAndThenGoesWithTheRounds() {
    Stream stream = stream();
    stream.open(new LogEnds("now", 1, 0), List.of());
    Reader reader = rig.connect(client, "somebody");
    Subscription comes = new Subscription(reader, stream, pages(rig.store), false);
    comes.begin(Start.after("now.0"));
    stream.accept(messages(1, 3));
    assertThat(offsets(collect(comes))).as("no round went").containsExactly(1L, 2L, 3L);
    stream.accept(messages(4, 6));
    assertThat(offsets(collect(comes))).as("no round went since").isEmpty();
    assertThat(comes.isSettled()).isTrue();
    stream.add(new Subscription(reader, stream, pages(rig.store), false));
    stream.ring();
    await().until(() -> stream.shown() == 6);
    stream.accept(messages(7, 7));
    await().until(() -> stream.shown() == 7);
    assertThat(offsets(collect(comes))).containsExactly(4L, 5L, 6L, 7L);
  }

  @Test
  void whatTheStoreCutBackIsNotPromisedByARound() {
    Stream stream = stream();
    stream.open(new LogEnds("now", 1, 0), List.of());
    stream.add(new Subscription(rig.connect(client, "somebody"), stream, pages(rig.store), false));
    stream.accept(messages(1, 9));
    await().until(() -> stream.shown() == 9);
    stream.rewind(new LogEnds("now", 1, 4));
    assertThat(stream.shown()).isEqualTo(4);
  }

  @Test
  void whatWasNotAskedYetIsNotSettledSoThatAPollDoesNotAnswerWithoutIt() {
    Stream stream = stream();
    stream.open(new LogEnds("now", 1, 7), List.of());
    Pages pages = pages(rig.store);
    Reader reader = rig.connect(client, "somebody");
    Subscription subscription = new Subscription(reader, stream, pages, false);
    subscription.begin(Start.after("before.3"));
    assertThat(subscription.isSettled()).isFalse();
    List<Event> told = new ArrayList<>();
    subscription.collect(told, 1_000);
    assertThat(told).anyMatch(Event.Gap.class::isInstance);
  }

  @Test
  void aReaderWithoutACursorHearsWhatComes() throws Exception {
    rig.publish(1, 3);
    rig.read(client);
    assertThat(subscribed()).isEqualTo(new Event.Subscribed(ROOM, rig.cursor(3), true));
    rig.publish(4, 5);
    awaitOffsets(4, 5);
  }

  @Test
  void theNewestMessagesComeFirstWhenAskedFor() throws Exception {
    rig.publish(1, 5);
    rig.read(client, Start.newest(2));
    assertThat(subscribed().cursor()).isEqualTo(rig.cursor(3));
    awaitOffsets(4, 5);
  }

  @Test
  void whoAsksForMoreThanThereIsGetsAll() throws Exception {
    rig.publish(1, 3);
    rig.read(client, Start.newest(50));
    awaitOffsets(1, 2, 3);
    assertThat(subscribed().recovered()).isTrue();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void theNewestOfATrimmedLogBeginWithTheFirstKept() throws Exception {
    rig.publish(1, 9);
    trim(3);
    rig.read(client, Start.newest(50));
    awaitOffsets(7, 8, 9);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void readingGoesOnAfterTheCursor() throws Exception {
    rig.publish(1, 5);
    rig.read(client, rig.after(null, 2));
    awaitOffsets(3, 4, 5);
    assertThat(client.events().get(0)).isEqualTo(new Event.Subscribed(ROOM, rig.cursor(2), true));
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aCursorAtTheHeadIsRecovered() throws Exception {
    rig.publish(1, 5);
    rig.read(client, rig.after(null, 5));
    assertThat(subscribed().recovered()).isTrue();
  }

  @Test
  void whatRetentionDroppedIsAGap() throws Exception {
    rig.publish(1, 9);
    trim(3);
    rig.read(client, rig.after(null, 2));
    awaitOffsets(7, 8, 9);
    assertThat(client.events().subList(0, 2))
        .containsExactly(
            new Event.Subscribed(ROOM, rig.cursor(6), false),
            new Event.Gap(ROOM, rig.cursor(6), Event.Gap.Reason.TRIMMED));
  }

  @Test
  void aCursorBeforeTheFirstKeptHasLostNothing() throws Exception {
    rig.publish(1, 9);
    trim(3);
    rig.read(client, rig.after(null, 6));
    awaitOffsets(7, 8, 9);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void anotherEpochIsAGapToTheBeginning() throws Exception {
    rig.publish(1, 3);
    rig.read(client, rig.after("other", 2));
    awaitOffsets(1, 2, 3);
    assertThat(client.events().subList(0, 2))
        .containsExactly(
            new Event.Subscribed(ROOM, rig.cursor(0), false),
            new Event.Gap(ROOM, rig.cursor(0), Event.Gap.Reason.EPOCH));
  }

  @Test
  void aCursorAheadOfTheHeadIsAGapToTheHead() throws Exception {
    rig.publish(1, 3);
    rig.read(client, rig.after(null, 99));
    await().until(() -> !gaps().isEmpty());
    assertThat(gaps()).containsExactly(new Event.Gap(ROOM, rig.cursor(3), Event.Gap.Reason.EPOCH));
    rig.publish(4, 4);
    awaitOffsets(4);
  }

  @Test
  void aCursorThatIsNewsFromAnotherServerIsHonoured() throws Exception {
    rig.publish(1, 3);
    rig.read(FakeConnection.quick());
    rig.writeElsewhere(4, 6);
    rig.read(client, rig.after(null, 6));
    assertThat(subscribed()).isEqualTo(new Event.Subscribed(ROOM, rig.cursor(6), true));
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aHoleInWhatIsHeardIsReadFromTheStore() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    subscribed();
    List<Message> elsewhere = rig.writeElsewhere(2, 4);
    rig.ring(new Bell.Grown(elsewhere.subList(2, 3)));
    awaitOffsets(2, 3, 4);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void bellsThatComeTwiceOrLateChangeNothing() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    subscribed();
    List<Message> elsewhere = rig.writeElsewhere(2, 4);
    rig.ring(new Bell.Grown(elsewhere.subList(1, 2)));
    rig.ring(new Bell.Grown(elsewhere.subList(0, 1)));
    rig.ring(new Bell.Grown(elsewhere));
    rig.ring(new Bell.Grown(elsewhere));
    awaitOffsets(2, 3, 4);
    rig.publish(5, 5);
    awaitOffsets(2, 3, 4, 5);
  }

  @Test
  void aPageThatIsAheadOfTheBellIsNoGapAndNoStepBack() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    subscribed();
    List<Message> elsewhere = rig.writeElsewhere(2, 5);
    rig.ring(new Bell.Grown(elsewhere.subList(1, 2))); // of 3; the page holds 2 to 5
    awaitOffsets(2, 3, 4, 5);
    rig.ring(new Bell.Grown(elsewhere.subList(2, 3)));
    rig.ring(new Bell.Grown(elsewhere.subList(3, 4)));
    rig.publish(6, 6);
    awaitOffsets(2, 3, 4, 5, 6);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aReaderWhomRetentionOvertakesIsToldAGap() throws Exception {
    rig.publish(1, 1);
    FakeConnection slow = FakeConnection.manual();
    rig.read(slow, rig.after(null, 0));
    await().until(slow::isInFlight);
    rig.writeElsewhere(2, 40);
    trim(5);
    rig.ring(new Bell.Grown(rig.store.readAfter(ROOM, 39, 1, 1_000).messages()));
    readUntil(slow, () -> slow.offsets().contains(40L));
    assertThat(slow.events(Event.Gap.class))
        .containsExactly(new Event.Gap(ROOM, rig.cursor(35), Event.Gap.Reason.TRIMMED));
    assertThat(slow.offsets()).containsExactly(1L, 36L, 37L, 38L, 39L, 40L);
  }

  @Test
  void whatIsInMemoryIsReadThereThoughRetentionDroppedIt() throws Exception {
    rig.publish(1, 1);
    FakeConnection slow = FakeConnection.manual();
    rig.read(slow);
    await().until(slow::isInFlight);
    rig.publish(2, 9);
    trim(1);
    readUntil(slow, () -> slow.offsets().size() == 8);
    assertThat(slow.events(Event.Gap.class)).isEmpty();
  }

  /** It takes one write after the other: what was just published may come in several. */
  private static void readUntil(FakeConnection slow, BooleanSupplier isThere) {
    await()
        .until(
            () -> {
              if (slow.isInFlight()) {
                slow.complete();
              }
              return isThere.getAsBoolean();
            });
  }

  @Test
  void whileTheStoreIsAwayAReaderWaitsAndThenGoesOn() throws Exception {
    rig.publish(1, 1);
    rig.read(client);
    subscribed();
    List<Message> elsewhere = rig.writeElsewhere(2, 3);
    rig.store.beforeRead(io.madang.kit.FaultyStore::fail);
    rig.ring(new Bell.Grown(elsewhere.subList(1, 2)));
    rig.store.heal();
    awaitOffsets(2, 3);
    assertThat(client.closeCode()).isNull();
  }

  @Test
  void aSubscriptionMadeWhileTheStoreIsAwayBeginsWhenItIsBack() throws Exception {
    rig.publish(1, 1);
    rig.store.beforeRead(io.madang.kit.FaultyStore::fail);
    Topic topic = Rig.OTHER;
    Reader reader = rig.connect(client, "reader");
    rig.hub.subscribe(reader, topic, Start.newest(0), false);
    reader.start();
    assertThat(reader.isOpen()).isFalse();
    rig.store.heal();
    assertThat(subscribed().topic()).isEqualTo(topic);
  }
}
