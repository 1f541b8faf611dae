package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.LimitsOf;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The newest messages in memory, and how many bytes they may take together. */
class TailTest {

  private static final Topic TOPIC = new Topic("room/a");

  private static Message message(long offset) {
    return new Message(TOPIC, new Cursor("e", offset), "m", Rig.ANN, 0, "x".repeat(80));
  }

  private static List<Message> messages(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(TailTest::message).toList();
  }

  private static TailBudget budget(long perTopic, long total) {
    LimitsOf limits = new LimitsOf();
    limits.tailBytes = perTopic;
    limits.tailTotalBytes = total;
    return new TailBudget(limits.build());
  }

  @Test
  void itHoldsWhatFollowsWithoutHoles() {
    Tail tail = new Tail();
    tail.beginAt(5);
    messages(5, 100).forEach(tail::add);
    assertThat(tail.first()).isEqualTo(5);
    assertThat(tail.next()).isEqualTo(101);
    assertThat(tail.between(98, 100, 1 << 20))
        .extracting(Message::offset)
        .containsExactly(98L, 99L, 100L);
    assertThat(tail.between(98, 100, 1)).hasSize(1);
    assertThat(tail.between(50, 100, 1_000)).hasSize(3);
  }

  @Test
  void whatDoesNotFitIsLeftOutFromTheSamePlaceOnForEverybody() {
    Tail tail = new Tail();
    messages(1, 300).forEach(tail::add);
    int aHundred = 100 * message(1).size() + 99;
    assertThat(tail.between(10, 300, aHundred)).last().extracting(Message::offset).isEqualTo(63L);
    assertThat(tail.between(33, 300, aHundred)).last().extracting(Message::offset).isEqualTo(127L);
    assertThat(tail.between(64, 300, aHundred)).hasSize(64);
    assertThat(tail.between(65, 90, aHundred)).hasSize(26);
  }

  @Test
  void afterAHoleItBeginsAnew() {
    Tail tail = new Tail();
    messages(1, 3).forEach(tail::add);
    tail.add(message(7));
    assertThat(tail.first()).isEqualTo(7);
    assertThat(tail.next()).isEqualTo(8);
    assertThat(tail.bytes()).isEqualTo(2L * message(7).size());
  }

  @Property(tries = 300)
  void itIsALogWhateverIsAddedAndDropped(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 9) Integer> steps) {
    Tail tail = new Tail();
    long next = 1;
    for (int step : steps) {
      if (step > 6 && tail.first() + 1 < tail.next()) {
        tail.dropOldest();
      } else {
        tail.add(message(next));
        next += step == 1 ? 2 : 1;
      }
      List<Message> all = tail.between(tail.first(), tail.next(), 1 << 20);
      assertThat(all)
          .extracting(Message::offset)
          .isEqualTo(LongStream.range(tail.first(), tail.next()).boxed().toList());
      assertThat(tail.bytes()).isEqualTo(all.stream().mapToLong(m -> 2L * m.size()).sum());
    }
  }

  @Test
  void aTopicDropsItsOldestOverItsOwnBound() {
    TailBudget budget = budget(3_000, 1 << 20);
    Tail tail = new Tail();
    budget.add(tail, messages(1, 50));
    assertThat(tail.bytes()).isBetween(1_000L, 3_000L);
    assertThat(tail.next()).isEqualTo(51);
    assertThat(budget.used()).isEqualTo(tail.bytes());
  }

  @Test
  void overTheBoundOfAllATopicKeepsItsNewestMessageOnly() {
    TailBudget budget = budget(3_000, 4_000);
    Tail first = new Tail();
    Tail second = new Tail();
    Tail third = new Tail();
    budget.add(first, messages(1, 50));
    budget.add(second, messages(1, 50));
    budget.add(third, messages(1, 50));
    assertThat(budget.used()).isEqualTo(first.bytes() + second.bytes() + third.bytes());
    assertThat(third.between(50, 50, 1)).hasSize(1);
    assertThat(third.first()).isEqualTo(50);
    assertThat(budget.used()).isLessThanOrEqualTo(4_000 + 2L * message(1).size());
  }

  @Test
  void whatIsClearedIsFree() {
    TailBudget budget = budget(3_000, 4_000);
    Tail tail = new Tail();
    budget.add(tail, messages(1, 50));
    budget.clear(tail, 51);
    assertThat(budget.used()).isZero();
    assertThat(tail.isEmpty()).isTrue();
  }
}
