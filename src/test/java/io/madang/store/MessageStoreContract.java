package io.madang.store;

import static io.madang.store.Drafts.ANN;
import static io.madang.store.Drafts.BOB;
import static io.madang.store.Drafts.KITCHEN;
import static io.madang.store.Drafts.LOBBY;
import static io.madang.store.Drafts.fill;
import static io.madang.store.Drafts.isRepeat;
import static io.madang.store.Drafts.message;
import static io.madang.store.Drafts.messageOf;
import static io.madang.store.Drafts.offsets;
import static io.madang.store.Drafts.state;
import static io.madang.store.Drafts.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Person;
import io.madang.core.Progress;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import io.madang.kit.ManualClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link MessageStore} promises, whatever keeps the logs. */
abstract class MessageStoreContract {

  static final Duration REPEAT_WINDOW = Duration.ofHours(1);
  static final Duration LONG = Duration.ofDays(365);
  static final int MUCH = 1 << 20;

  final ManualClock clock = new ManualClock();
  MessageStore store;

  /** A new store without a topic in it. */
  abstract MessageStore create();

  @BeforeEach
  void createStore() {
    store = create();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void offsetsBeginAtOneAndAreDenseOverBatches() {
    assertThat(offsets(store.append(List.of(message(LOBBY, "a"))))).containsExactly(1L);
    assertThat(offsets(store.append(List.of(message(LOBBY, "b"), message(LOBBY, "c")))))
        .containsExactly(2L, 3L);
    assertThat(offsets(store.readAfter(LOBBY, 0, 10, MUCH))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void eachTopicCountsForItself() {
    List<Kept> kept =
        store.append(List.of(message(LOBBY, "a"), message(KITCHEN, "b"), message(LOBBY, "c")));
    assertThat(offsets(kept)).containsExactly(1L, 1L, 2L);
    assertThat(store.ends(KITCHEN).head()).isEqualTo(1);
  }

  @Test
  void howFarManyTopicsHaveComeIsToldTogether() {
    fill(store, LOBBY, 1, 5);
    store.trim("chat", new Retention(2, LONG), clock.instant());
    store.append(List.of(state(KITCHEN, "a", "1"), state(KITCHEN, "b", "2")));
    Topic unknown = new Topic("chat/unknown");
    assertThat(store.progress(Set.of(LOBBY, KITCHEN, unknown)))
        .isEqualTo(
            Map.of(
                LOBBY, new Progress(store.ends(LOBBY), 0),
                KITCHEN, new Progress(store.ends(KITCHEN), 2),
                unknown, new Progress(store.ends(unknown), 0)));
    assertThat(store.progress(Set.of())).isEmpty();
  }

  @Test
  void moreTopicsThanFitIntoOneStatementAreToldTogether() {
    fill(store, LOBBY, 1, 1);
    Set<Topic> many =
        IntStream.range(0, 2_100)
            .mapToObj(n -> new Topic("chat/" + n))
            .collect(Collectors.toCollection(HashSet::new));
    many.add(LOBBY);
    Map<Topic, Progress> told = store.progress(many);
    assertThat(told).hasSize(2_101);
    assertThat(told.values().stream().mapToLong(one -> one.ends().head()).sum()).isEqualTo(1);
  }

  @Test
  void readingDoesNotMakeATopic() {
    LogEnds ends = store.ends(LOBBY);
    assertThat(ends.first()).isEqualTo(1);
    assertThat(ends.head()).isZero();
    assertThat(store.readAfter(LOBBY, 0, 10, MUCH)).isEqualTo(new Page(ends, List.of()));
    assertThat(store.readBefore(LOBBY, 10, 10, MUCH)).isEqualTo(new Page(ends, List.of()));
    assertThat(store.state(LOBBY)).isEmpty();
    assertThat(store.topics("chat", 10)).isEmpty();
  }

  @Test
  void aTopicBeginsInTheEpochThatItsEndsToldBefore() {
    String epoch = store.ends(LOBBY).epoch();
    assertThat(messageOf(store.append(List.of(message(LOBBY, "a"))).get(0)).cursor().epoch())
        .isEqualTo(epoch);
    assertThat(store.ends(LOBBY)).isEqualTo(new LogEnds(epoch, 1, 1));
  }

  @Test
  void whatIsReadIsWhatWasKept() {
    Message kept = messageOf(store.append(List.of(message(LOBBY, "a"))).get(0));
    assertThat(kept.atMillis()).isEqualTo(clock.millis());
    clock.advance(Duration.ofMinutes(1));
    assertThat(store.readAfter(LOBBY, 0, 10, MUCH).messages())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("memo")
        .containsExactly(kept);
  }

  @Test
  void aRepeatIsKeptOnceAndHasTheFirstCursor() {
    Kept first = store.append(List.of(message(LOBBY, "a"))).get(0);
    Kept again = store.append(List.of(message(LOBBY, "a"))).get(0);
    assertThat(isRepeat(first)).isFalse();
    assertThat(isRepeat(again)).isTrue();
    assertThat(messageOf(again).cursor()).isEqualTo(messageOf(first).cursor());
    assertThat(store.ends(LOBBY).head()).isEqualTo(1);
  }

  @Test
  void aRepeatInsideABatchIsKeptOnce() {
    List<Kept> kept =
        store.append(List.of(message(LOBBY, "a"), message(LOBBY, "b"), message(LOBBY, "a")));
    assertThat(offsets(kept)).containsExactly(1L, 2L, 1L);
    assertThat(kept).extracting(Drafts::isRepeat).containsExactly(false, false, true);
    assertThat(offsets(store.append(List.of(message(LOBBY, "c"))))).containsExactly(3L);
  }

  @Test
  void aBatchOfOldAndNewLeavesNoHole() {
    fill(store, LOBBY, 1, 3);
    List<Kept> kept =
        store.append(List.of(message(LOBBY, "m4"), message(LOBBY, "m2"), message(LOBBY, "m5")));
    assertThat(offsets(kept)).containsExactly(4L, 2L, 5L);
    assertThat(offsets(store.append(List.of(message(LOBBY, "m6"))))).containsExactly(6L);
    assertThat(offsets(store.readAfter(LOBBY, 0, 10, MUCH)))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aBatchOfRepeatsOnlyKeepsNothing() {
    fill(store, LOBBY, 1, 2);
    assertThat(offsets(store.append(List.of(message(LOBBY, "m2"), message(LOBBY, "m1")))))
        .containsExactly(2L, 1L);
    assertThat(store.ends(LOBBY).head()).isEqualTo(2);
  }

  @Test
  void aLargeBatchOfOldAndNewIsToldApart() {
    fill(store, LOBBY, 1, 600);
    List<Draft> drafts =
        java.util.stream.IntStream.rangeClosed(301, 900)
            .mapToObj(i -> message(LOBBY, "m" + i))
            .toList();
    List<Kept> kept = store.append(drafts);
    assertThat(offsets(kept))
        .isEqualTo(java.util.stream.LongStream.rangeClosed(301, 900).boxed().toList());
    assertThat(kept.stream().filter(Drafts::isRepeat)).hasSize(300);
  }

  @Test
  void theSameIdOfAnotherUserIsAnotherMessage() {
    List<Kept> kept = store.append(List.of(message(LOBBY, ANN, "a"), message(LOBBY, BOB, "a")));
    assertThat(offsets(kept)).containsExactly(1L, 2L);
    assertThat(offsets(store.append(List.of(message(LOBBY, BOB, "a"))))).containsExactly(2L);
  }

  @Test
  void theSameIdInAnotherTopicIsAnotherMessage() {
    store.append(List.of(message(LOBBY, "a")));
    assertThat(isRepeat(store.append(List.of(message(KITCHEN, "a"))).get(0))).isFalse();
  }

  @Test
  void aRepeatIsKnownAfterRetentionHidTheMessage() {
    fill(store, LOBBY, 1, 5);
    store.trim("chat", new Retention(2, LONG), clock.instant());
    Kept again = store.append(List.of(message(LOBBY, "m1"))).get(0);
    assertThat(isRepeat(again)).isTrue();
    assertThat(messageOf(again).offset()).isEqualTo(1);
    assertThat(store.ends(LOBBY).head()).isEqualTo(5);
  }

  @Test
  void aMixedBatchComesBackInItsOwnOrder() {
    List<Kept> kept =
        store.append(
            List.of(
                state(LOBBY, "pinned", "1"),
                message(KITCHEN, "a"),
                message(LOBBY, "b"),
                state(KITCHEN, "pinned", "2"),
                state(LOBBY, "pinned", "3")));
    assertThat(stateOf(kept.get(0)).version()).isEqualTo(1);
    assertThat(messageOf(kept.get(1)).topic()).isEqualTo(KITCHEN);
    assertThat(messageOf(kept.get(2)).id()).isEqualTo("b");
    assertThat(stateOf(kept.get(3)).topic()).isEqualTo(KITCHEN);
    assertThat(stateOf(kept.get(4)).version()).isEqualTo(2);
  }

  @Test
  void readAfterStopsAtTheLimit() {
    fill(store, LOBBY, 1, 9);
    assertThat(offsets(store.readAfter(LOBBY, 3, 4, MUCH))).containsExactly(4L, 5L, 6L, 7L);
  }

  @Test
  void readAfterStopsAtTheBytesButNeverBeforeTheFirst() {
    fill(store, LOBBY, 1, 9);
    int body = store.readAfter(LOBBY, 0, 1, MUCH).messages().get(0).body().length();
    assertThat(offsets(store.readAfter(LOBBY, 0, 9, 1))).containsExactly(1L);
    assertThat(offsets(store.readAfter(LOBBY, 0, 9, 2 * body))).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 1_000, 1L << 32, 999_999_999_999_999_999L})
  void thereIsNothingAfterTheHead(long after) {
    fill(store, LOBBY, 1, 9);
    Page page = store.readAfter(LOBBY, after, 10, MUCH);
    assertThat(page.messages()).isEmpty();
    assertThat(page.ends().head()).isEqualTo(9);
  }

  @Test
  void readBeforeGivesTheNewestAscending() {
    fill(store, LOBBY, 1, 9);
    assertThat(offsets(store.readBefore(LOBBY, 8, 3, MUCH))).containsExactly(5L, 6L, 7L);
    assertThat(offsets(store.readBefore(LOBBY, Long.MAX_VALUE, 2, MUCH))).containsExactly(8L, 9L);
    assertThat(offsets(store.readBefore(LOBBY, 3, 9, MUCH))).containsExactly(1L, 2L);
    assertThat(offsets(store.readBefore(LOBBY, 1, 9, MUCH))).isEmpty();
    assertThat(offsets(store.readBefore(LOBBY, 0, 9, MUCH))).isEmpty();
  }

  @Test
  void readBeforeStopsAtTheBytesButNeverBeforeTheFirst() {
    fill(store, LOBBY, 1, 9);
    int body = store.readAfter(LOBBY, 0, 1, MUCH).messages().get(0).body().length();
    assertThat(offsets(store.readBefore(LOBBY, 9, 9, 1))).containsExactly(8L);
    assertThat(offsets(store.readBefore(LOBBY, 9, 9, 2 * body))).containsExactly(7L, 8L);
  }

  @Test
  void theVersionOfAStateCountsAllChangesOfTheTopic() {
    store.append(List.of(state(LOBBY, "a", "1"), state(LOBBY, "b", "2")));
    store.append(List.of(state(LOBBY, "a", "{\"n\":3}")));
    assertThat(store.state(LOBBY))
        .extracting(StateValue::key, StateValue::version, StateValue::json)
        .containsExactlyInAnyOrder(tuple("a", 3L, "{\"n\":3}"), tuple("b", 2L, "2"));
    assertThat(store.ends(LOBBY).head()).isZero();
  }

  @Test
  void theLastOfManyValuesInABatchIsKept() {
    List<Kept> kept =
        store.append(
            List.of(
                state(LOBBY, "a", "1"),
                state(LOBBY, "b", "1"),
                state(LOBBY, "a", "2"),
                state(LOBBY, "a", "3")));
    assertThat(kept).extracting(k -> stateOf(k).version()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(store.state(LOBBY))
        .extracting(StateValue::key, StateValue::version, StateValue::json)
        .containsExactlyInAnyOrder(tuple("a", 4L, "3"), tuple("b", 2L, "1"));
  }

  @Test
  void retentionKeepsTheNewest() {
    fill(store, LOBBY, 1, 9);
    Map<Topic, LogEnds> trimmed = store.trim("chat", new Retention(3, LONG), clock.instant());
    assertThat(trimmed).containsOnlyKeys(LOBBY);
    assertThat(trimmed.get(LOBBY)).isEqualTo(store.ends(LOBBY));
    assertThat(store.ends(LOBBY).first()).isEqualTo(7);
    assertThat(store.ends(LOBBY).head()).isEqualTo(9);
    assertThat(offsets(store.readAfter(LOBBY, 0, 10, MUCH))).containsExactly(7L, 8L, 9L);
    assertThat(offsets(store.readBefore(LOBBY, 9, 10, MUCH))).containsExactly(7L, 8L);
    assertThat(store.trim("chat", new Retention(3, LONG), clock.instant())).isEmpty();
  }

  @Test
  void retentionDropsWhatIsTooOld() {
    fill(store, LOBBY, 1, 4);
    clock.advance(Duration.ofHours(2));
    fill(store, LOBBY, 5, 6);
    store.trim("chat", new Retention(100, Duration.ofHours(1)), clock.instant());
    assertThat(offsets(store.readAfter(LOBBY, 0, 10, MUCH))).containsExactly(5L, 6L);
  }

  @Test
  void aLogOfWhichNothingIsKeptGoesOnCounting() {
    fill(store, LOBBY, 1, 4);
    clock.advance(Duration.ofHours(2));
    store.trim("chat", new Retention(100, Duration.ofHours(1)), clock.instant());
    assertThat(store.ends(LOBBY).first()).isEqualTo(5);
    assertThat(store.ends(LOBBY).head()).isEqualTo(4);
    assertThat(store.readAfter(LOBBY, 0, 10, MUCH).messages()).isEmpty();
    assertThat(offsets(store.append(List.of(message(LOBBY, "new"))))).containsExactly(5L);
    assertThat(offsets(store.readAfter(LOBBY, 0, 10, MUCH))).containsExactly(5L);
  }

  @Test
  void retentionLeavesOtherNamespacesAlone() {
    Topic price = new Topic("market/BTC-KRW");
    fill(store, price, 1, 5);
    fill(store, LOBBY, 1, 5);
    assertThat(store.trim("market", new Retention(1, LONG), clock.instant()))
        .containsOnlyKeys(price);
    assertThat(store.ends(LOBBY).first()).isEqualTo(1);
  }

  @Test
  void retentionLeavesTheStateAlone() {
    store.append(List.of(state(LOBBY, "a", "1"), message(LOBBY, "m")));
    clock.advance(Duration.ofHours(2));
    store.trim("chat", new Retention(1, Duration.ofHours(1)), clock.instant());
    assertThat(store.state(LOBBY)).hasSize(1);
  }

  @Test
  void topicsAreListedByName() {
    List<Topic> topics = List.of(new Topic("chat/나"), new Topic("chat/다/라"), new Topic("chat/가"));
    topics.forEach(topic -> store.append(List.of(message(topic, "a"))));
    store.append(List.of(message(new Topic("market/가"), "a")));
    assertThat(store.topics("chat", 10))
        .extracting(Topic::name)
        .containsExactly("chat/가", "chat/나", "chat/다/라");
    assertThat(store.topics("chat", 2)).hasSize(2);
    assertThat(store.topics("cha", 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"text\":\"안녕하세요, 여러분\"}",
        "{\"text\":\"👩‍👩‍👧 🇰🇷 𝔸\"}",
        "{\"text\":\"a\\u0000b\"}",
        "{\"text\":\"half \\ud83d of a pair\"}",
        "{\"text\":\"' \\\" \\\\ ? :x $1 % _ ; --\"}",
        "{\"text\":\"\\u2028\\r\\n\\t\"}",
        "{\"n\":1E+400,\"m\":-0.0}"
      })
  void oddTextsComeBackAsTheyWere(String body) {
    Person who = new Person("누구-_9", "김 '철수' 👋");
    store.append(
        List.of(new Draft.NewMessage(LOBBY, who, "아이디 👍 '\"\\", body), state(LOBBY, "열쇠", body)));
    Message read = store.readAfter(LOBBY, 0, 1, MUCH).messages().get(0);
    assertThat(read.body()).isEqualTo(body);
    assertThat(read.id()).isEqualTo("아이디 👍 '\"\\");
    assertThat(read.sender()).isEqualTo(who);
    assertThat(store.state(LOBBY).get(0).json()).isEqualTo(body);
    assertThat(store.state(LOBBY).get(0).key()).isEqualTo("열쇠");
  }

  @Test
  void theLongestNamesFit() {
    Topic topic = new Topic("chat/" + "가".repeat(64));
    Person who = new Person("u".repeat(64), "👋".repeat(40));
    String id = "👍".repeat(64);
    store.append(List.of(new Draft.NewMessage(topic, who, id, "{}"), state(topic, id, "null")));
    assertThat(store.readAfter(topic, 0, 1, MUCH).messages().get(0).id()).isEqualTo(id);
  }

  @Test
  void aReaderBesideTheWriterSeesNoHoleAndNoStepBack() throws Exception {
    AtomicBoolean isDone = new AtomicBoolean();
    CompletableFuture<Long> reader =
        CompletableFuture.supplyAsync(() -> followUntil(isDone, store, LOBBY));
    for (int i = 0; i < 60; i++) {
      fill(store, LOBBY, 5 * i + 1, 5 * i + 5);
    }
    isDone.set(true);
    assertThat(reader.get()).isEqualTo(300);
  }

  /** Reads on until it is done and there is nothing more; fails at a hole. */
  static long followUntil(AtomicBoolean isDone, MessageStore store, Topic topic) {
    long at = 0;
    while (true) {
      boolean isLast = isDone.get();
      List<Long> news = offsets(store.readAfter(topic, at, 7, MUCH));
      for (long offset : news) {
        assertThat(offset).isEqualTo(at + 1);
        at = offset;
      }
      if (isLast && news.isEmpty()) {
        return at;
      }
    }
  }
}
