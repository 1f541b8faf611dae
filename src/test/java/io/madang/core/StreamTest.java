package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.LimitsOf;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One topic in memory. */
class StreamTest {

  private static final int MUCH = 1 << 20;

  private final Threads threads = new Threads(1, 1);
  private final TailBudget budget = new TailBudget(new LimitsOf().build());
  private final Stream stream = new Stream(Rig.ROOM, budget, threads, s -> {});

  @AfterEach
  void end() {
    threads.close();
  }

  private static List<Message> messages(String epoch, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(n -> new Message(Rig.ROOM, new Cursor(epoch, n), "m" + n, Rig.ANN, 0, "{}"))
        .toList();
  }

  private List<Long> read(long after) {
    Slice slice = stream.read(after, stream.head(), MUCH);
    return slice == null ? List.of() : slice.messages().stream().map(Message::offset).toList();
  }

  private void open(String epoch, long first, long head) {
    stream.open(new LogEnds(epoch, first, head), List.of());
  }

  @Test
  void whatIsHeardIsReadFromMemory() {
    open("e", 1, 3);
    stream.accept(messages("e", 4, 6));
    assertThat(stream.head()).isEqualTo(6);
    assertThat(read(3)).containsExactly(4L, 5L, 6L);
    assertThat(read(2)).isEmpty();
    assertThat(read(6)).isEmpty();
  }

  @Test
  void readersInStepShareTheSlice() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 6));
    assertThat(stream.read(2, 6, MUCH)).isSameAs(stream.read(2, 6, MUCH));
  }

  @Test
  void nobodyIsGivenMoreThanTheyMayReadYet() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 6));
    assertThat(read(2)).containsExactly(3L, 4L, 5L, 6L);
    assertThat(stream.read(2, 4, MUCH)).isNotNull().extracting(Slice::end).isEqualTo(4L);
  }

  @Test
  void aHoleEmptiesTheTail() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 3));
    stream.accept(messages("e", 6, 7));
    assertThat(stream.head()).isEqualTo(7);
    assertThat(read(2)).isEmpty();
    assertThat(read(5)).containsExactly(6L, 7L);
  }

  @Test
  void whatItHasAlreadyIsPassedOver() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 5));
    stream.accept(messages("e", 1, 3));
    stream.accept(messages("e", 4, 6));
    assertThat(read(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aHeadThatTheStoreTellsIsNotInMemory() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 3));
    stream.learn(new LogEnds("e", 2, 5));
    assertThat(stream.ends()).isEqualTo(new LogEnds("e", 2, 5));
    assertThat(read(2)).isEmpty();
    stream.accept(messages("e", 6, 6));
    assertThat(read(5)).containsExactly(6L);
  }

  @Test
  void anOldWordOfTheStoreChangesNothing() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 5));
    stream.learn(new LogEnds("e", 1, 3));
    assertThat(stream.ends()).isEqualTo(new LogEnds("e", 1, 5));
    assertThat(read(3)).containsExactly(4L, 5L);
  }

  @Test
  void whatIsHeardWhileItOpensIsNotLost() {
    stream.accept(messages("e", 4, 5));
    open("e", 1, 4);
    assertThat(stream.ends()).isEqualTo(new LogEnds("e", 1, 5));
    assertThat(read(3)).containsExactly(4L, 5L);
  }

  @Test
  void whatIsHeardOfAnotherLogWhileItOpensIsForgotten() {
    stream.accept(messages("old", 40, 41));
    open("new", 1, 2);
    assertThat(stream.ends()).isEqualTo(new LogEnds("new", 1, 2));
    assertThat(read(39)).isEmpty();
  }

  @Test
  void messagesOfAnotherEpochAreForTheStoreToTell() {
    open("e", 1, 5);
    assertThat(stream.accept(messages("f", 1, 9))).isFalse();
    assertThat(stream.ends()).isEqualTo(new LogEnds("e", 1, 5));
    stream.learn(new LogEnds("f", 1, 9));
    assertThat(stream.ends()).isEqualTo(new LogEnds("f", 1, 9));
    assertThat(stream.isOf("f")).isTrue();
  }

  @Test
  void aPlaceThatAPageHeldIsAtLeastTheHead() {
    open("e", 1, 3);
    stream.reach(new Cursor("e", 5));
    stream.reach(new Cursor("e", 4));
    stream.reach(new Cursor("f", 99));
    assertThat(stream.head()).isEqualTo(5);
    stream.accept(messages("e", 4, 6));
    assertThat(read(5)).containsExactly(6L);
  }

  @Test
  void aLogThatWasCutBackBeginsAgainWhereItEnds() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 9));
    stream.rewind(new LogEnds("e", 1, 4));
    assertThat(stream.head()).isEqualTo(4);
    stream.accept(messages("e", 5, 5));
    assertThat(read(4)).containsExactly(5L);
  }

  @Test
  void aStreamThatWasPutAwayFreesItsMemoryAndTakesNobody() {
    open("e", 1, 0);
    stream.accept(messages("e", 1, 9));
    long later = System.nanoTime() + Duration.ofHours(1).toNanos();
    assertThat(stream.closeIfIdle(System.nanoTime(), Duration.ofHours(1).toNanos())).isFalse();
    assertThat(stream.closeIfIdle(later, 1)).isTrue();
    assertThat(budget.used()).isZero();
    assertThat(stream.isClosed()).isTrue();
  }
}
