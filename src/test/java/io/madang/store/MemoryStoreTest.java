package io.madang.store;

import static io.madang.store.Drafts.ANN;
import static io.madang.store.Drafts.KITCHEN;
import static io.madang.store.Drafts.LOBBY;
import static io.madang.store.Drafts.fill;
import static io.madang.store.Drafts.message;
import static io.madang.store.Drafts.messageOf;
import static io.madang.store.Drafts.offsets;
import static io.madang.store.Drafts.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.LogEnds;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory, with its bounds. */
class MemoryStoreTest extends MessageStoreContract {

  private static final Topic HALL = new Topic("chat/hall");

  @Override
  MessageStore create() {
    return new MemoryStore(clock, 1_000, 64 << 20);
  }

  private MemoryStore bounded(int topics, long bytes) {
    return new MemoryStore(clock, topics, bytes);
  }

  private static Draft large(Topic topic, String id) {
    return new Draft.NewMessage(topic, ANN, id, "\"" + "x".repeat(98) + "\"");
  }

  @Test
  void overTheBoundTheTopicUsedLongestAgoIsForgotten() {
    try (MemoryStore two = bounded(2, 1_000_000)) {
      fill(two, LOBBY, 1, 3);
      fill(two, KITCHEN, 1, 3);
      two.readAfter(LOBBY, 0, 1, MUCH);
      fill(two, HALL, 1, 1);
      assertThat(two.topics("chat", 10)).containsExactly(HALL, LOBBY);
    }
  }

  @Test
  void aForgottenTopicBeginsInAnotherEpoch() {
    try (MemoryStore one = bounded(1, 1_000_000)) {
      fill(one, LOBBY, 1, 3);
      LogEnds before = one.ends(LOBBY);
      fill(one, KITCHEN, 1, 1);
      LogEnds after = one.ends(LOBBY);
      assertThat(after.head()).isZero();
      assertThat(after.epoch()).isNotEqualTo(before.epoch());
      Cursor again = messageOf(one.append(List.of(message(LOBBY, "m1"))).get(0)).cursor();
      assertThat(again).isEqualTo(new Cursor(after.epoch(), 1));
    }
  }

  @Test
  void aTopicTakesHalfOfTheBytesAtMostAndLosesItsOldest() {
    try (MemoryStore small = bounded(10, 2_000)) {
      for (int i = 1; i <= 50; i++) {
        small.append(List.of(large(LOBBY, "m" + i)));
      }
      Page page = small.readAfter(LOBBY, 0, 100, MUCH);
      assertThat(page.messages()).hasSizeBetween(4, 10);
      assertThat(page.ends().head()).isEqualTo(50);
      assertThat(page.ends().first()).isEqualTo(page.messages().get(0).offset());
      assertThat(offsets(page)).isSorted().endsWith(50L);
    }
  }

  @Test
  void statesCountAmongTheBytes() {
    try (MemoryStore small = bounded(1_000, 2_000)) {
      for (int i = 1; i <= 100; i++) {
        Topic topic = new Topic("market/" + i);
        small.append(List.of(state(topic, "ticker", "\"" + "x".repeat(98) + "\"")));
      }
      assertThat(small.topics("market", 1_000)).hasSizeBetween(10, 20);
    }
  }

  @Test
  void aStateThatIsSetAgainAndAgainTakesRoomOnce() {
    try (MemoryStore small = bounded(1_000, 2_000)) {
      fill(small, LOBBY, 1, 1);
      for (int i = 1; i <= 100; i++) {
        small.append(List.of(state(KITCHEN, "ticker", "\"" + "x".repeat(98) + "\"")));
      }
      assertThat(small.topics("chat", 10)).containsExactly(KITCHEN, LOBBY);
    }
  }

  @Test
  void aMessageLargerThanAllRoomDoesNotBreakTheStore() {
    try (MemoryStore small = bounded(10, 50)) {
      assertThat(offsets(small.append(List.of(large(LOBBY, "a"))))).containsExactly(1L);
      small.append(List.of(message(KITCHEN, "b")));
      assertThat(small.ends(KITCHEN).head()).isEqualTo(1);
    }
  }
}
