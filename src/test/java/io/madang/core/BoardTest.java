package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A topic's state, and the newest signals beside it. */
class BoardTest {

  private static final Topic TOPIC = new Topic("room/a");

  private final Board board = new Board();
  private final SignalRing ring = new SignalRing();

  private static StateValue value(String key, long version) {
    return new StateValue(TOPIC, key, new Cursor("e", version), "" + version);
  }

  @Test
  void theNewestValueOfAKeyStays() {
    assertThat(board.put(value("a", 1))).isTrue();
    assertThat(board.put(value("a", 3))).isTrue();
    assertThat(board.put(value("a", 2))).isFalse();
    assertThat(board.put(value("a", 3))).isFalse();
    assertThat(board.since(0).values()).extracting(StateValue::json).containsExactly("3");
    assertThat(board.changes()).isEqualTo(2);
  }

  @Test
  void onlyWhatIsNewerIsTold() {
    List.of(value("a", 1), value("b", 2), value("c", 3)).forEach(board::put);
    assertThat(board.since(1).values())
        .extracting(StateValue::key)
        .containsExactlyInAnyOrder("b", "c");
    assertThat(board.since(3).values()).isEmpty();
  }

  @Test
  void aStateThatBeginsAnewIsTold() {
    board.put(value("a", 57));
    long seen = board.changes();
    board.clear();
    assertThat(board.put(value("a", 1))).isTrue();
    assertThat(board.since(seen).values()).extracting(StateValue::json).containsExactly("1");
  }

  @Test
  void keysAreBounded() {
    board.put(value("a", 1));
    assertThat(board.hasRoomFor("a", 1)).isTrue();
    assertThat(board.hasRoomFor("b", 1)).isFalse();
    assertThat(board.hasRoomFor("b", 2)).isTrue();
  }

  private static List<String> bodies(List<Signal> signals) {
    return signals.stream().map(Signal::body).toList();
  }

  @Test
  void signalsComeInOrderAndOnce() {
    for (int i = 0; i < 5; i++) {
      ring.add(new Signal(TOPIC, Rig.ANN, "" + i));
    }
    assertThat(bodies(ring.between(0, 5))).containsExactly("0", "1", "2", "3", "4");
    assertThat(bodies(ring.between(3, 4))).containsExactly("3");
    assertThat(ring.between(5, 5)).isEmpty();
  }

  @Test
  void aReaderThatIsTooSlowLosesTheOldestSignals() {
    for (int i = 0; i < 100; i++) {
      ring.add(new Signal(TOPIC, Rig.ANN, "" + i));
    }
    assertThat(bodies(ring.between(0, 100))).hasSize(64).startsWith("36").endsWith("99");
  }
}
