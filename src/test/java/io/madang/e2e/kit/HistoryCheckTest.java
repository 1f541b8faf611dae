package io.madang.e2e.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker is only worth something if it finds what is wrong. */
class HistoryCheckTest {
  private final History history = new History("ws").started(at(0));

  @Test
  void aHistoryWithoutAFaultHasNoViolation() {
    history.told(at(1), "a").told(at(2), "b").told(at(3), "c");
    assertThat(HistoryCheck.complete(List.of(history), Map.of("b", at(2)))).isEmpty();
  }

  @Test
  void aHoleIsFound() {
    history.told(at(1), "a").told(at(3), "c");
    assertThat(violations()).containsExactly("ws: hole: e.3 after e.1");
  }

  @Test
  void aHoleAtTheVeryBeginningIsFound() {
    history.told(at(2), "b");
    assertThat(violations()).containsExactly("ws: hole: e.2 after e.0");
  }

  @Test
  void aRepeatIsFound() {
    history.told(at(1), "a").told(at(1), "a");
    assertThat(violations()).containsExactly("ws: repeat: e.1 after e.1");
  }

  @Test
  void aReorderIsFound() {
    history.told(at(2), "b").told(at(1), "a").told(at(3), "c");
    assertThat(violations())
        .containsExactly(
            "ws: hole: e.2 after e.0", "ws: step back: e.1 after e.2", "ws: hole: e.3 after e.1");
  }

  @Test
  void aNewEpochWithoutAGapIsFound() {
    history.told(at(1), "a").told(new Cursor("f", 2), "b");
    assertThat(violations()).containsExactly("ws: epoch changed without a gap: f.2 after e.1");
  }

  @Test
  void aGapThatIsToldFirstExcusesAHole() {
    history.told(at(1), "a").gap(at(4), "trimmed").told(at(5), "e");
    assertThat(HistoryCheck.complete(List.of(history), Map.of("b", at(2)))).isEmpty();
  }

  @Test
  void aGapThatIsToldFirstExcusesANewEpoch() {
    history.told(at(1), "a").gap(new Cursor("f", 0), "epoch").told(new Cursor("f", 1), "b");
    assertThat(HistoryCheck.complete(List.of(history), Map.of("x", at(9)))).isEmpty();
  }

  @Test
  void aGapExcusesNothingBehindIt() {
    history.told(at(1), "a").gap(at(4), "trimmed").told(at(6), "f");
    assertThat(HistoryCheck.complete(List.of(history), Map.of("e", at(5))))
        .containsExactly(
            "ws: hole: e.6 after e.4", "ws: lost: e was acked at e.5 and is not there");
  }

  @Test
  void aGapBackwardsIsFound() {
    history.told(at(1), "a").told(at(2), "b").gap(at(0), "trimmed").told(at(1), "a");
    assertThat(violations()).containsExactly("ws: step back: a gap to e.0 after e.2");
  }

  @Test
  void aLostAckIsFound() {
    history.told(at(1), "a");
    assertThat(HistoryCheck.complete(List.of(history), Map.of("b", at(2))))
        .containsExactly("ws: lost: b was acked at e.2 and is not there");
  }

  @Test
  void aMessageThatMovedAfterItsAckIsFound() {
    history.told(at(1), "a").told(at(2), "b");
    assertThat(HistoryCheck.complete(List.of(history), Map.of("a", at(2))))
        .containsExactly("ws: moved: a was acked at e.2 and stands at e.1");
  }

  @Test
  void anAckFromBeforeTheReadingBeganIsNotMissed() {
    History late = new History("late").started(at(5)).told(at(6), "f");
    assertThat(HistoryCheck.complete(List.of(late), Map.of("e", at(5)))).isEmpty();
  }

  @Test
  void aDoubledMessageIsFound() {
    history.told(at(1), "a").told(at(2), "a");
    assertThat(violations()).containsExactly("ws: doubled: a stands at e.1 and at e.2");
  }

  @Test
  void aDisagreementIsFound() {
    history.told(at(1), "a");
    History other = new History("sse").started(at(0)).told(at(1), "b");
    assertThat(HistoryCheck.order(List.of(history, other)))
        .containsExactly("sse: disagreement: e.1 is b, for ws it is a");
  }

  @Test
  void anIdThatIsAckedAtTwoCursorsIsAConflict() {
    Acks acks = new Acks();
    acks.add("a", at(1));
    acks.add("a", at(1));
    assertThat(acks.conflicts()).isEmpty();
    acks.add("a", at(2));
    assertThat(acks.conflicts()).containsExactly("a was acked at e.1 and again at e.2");
  }

  private List<String> violations() {
    return HistoryCheck.order(List.of(history));
  }

  private static Cursor at(long offset) {
    return new Cursor("e", offset);
  }
}
