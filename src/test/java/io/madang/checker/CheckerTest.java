package io.madang.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.checker.Violation.Kind;
import io.madang.history.History;
import io.madang.history.Witness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The checker is only worth something if it finds what is wrong, and nothing else. */
class CheckerTest {

  private static final String ROOM = "chat/room";
  private final History history = new History("CheckerTest");
  private final Witness ann = history.witness("ann");
  private final Witness reader = history.witness("reader");

  @AfterEach
  void close() {
    history.close();
  }

  private List<Kind> kinds() {
    return Checker.judge(history.file()).violations().stream().map(Violation::kind).toList();
  }

  private void said(String... ids) {
    for (String id : ids) {
      ann.publishes(ROOM, id, "body of " + id);
    }
  }

  private void told(Witness by, String cursor, String id) {
    by.told(ROOM, cursor, id, "ann", "body of " + id);
  }

  private void acked(String id, String cursor) {
    ann.acked(ROOM, id, cursor);
  }

  @Test
  void aHistoryWithoutAFaultHasNoViolation() {
    reader.started(ROOM, "e.0");
    said("a", "b");
    told(reader, "e.1", "a");
    acked("a", "e.1");
    told(reader, "e.2", "b");
    acked("b", "e.2");
    history.head(ROOM, "e.2");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aHoleIsFound() {
    reader.started(ROOM, "e.0");
    said("a", "c");
    told(reader, "e.1", "a");
    told(reader, "e.3", "c");
    assertThat(kinds()).containsExactly(Kind.HOLE);
  }

  @Test
  void aHoleAtTheVeryBeginningIsFound() {
    reader.started(ROOM, "e.0");
    said("b");
    told(reader, "e.2", "b");
    assertThat(kinds()).containsExactly(Kind.HOLE);
  }

  @Test
  void aHoleInTheLogIsFound() {
    Witness log = history.witness("log");
    log.started(ROOM, "e.0");
    said("a", "c");
    log.found(ROOM, "e.1", "a", "ann", "body of a");
    log.found(ROOM, "e.3", "c", "ann", "body of c");
    assertThat(kinds()).containsExactly(Kind.HOLE);
  }

  @Test
  void aRepeatIsFound() {
    reader.started(ROOM, "e.0");
    said("a");
    told(reader, "e.1", "a");
    told(reader, "e.1", "a");
    assertThat(kinds()).containsExactly(Kind.REPEAT);
  }

  @Test
  void aStepBackIsFound() {
    reader.started(ROOM, "e.5");
    said("a");
    told(reader, "e.3", "a");
    assertThat(kinds()).containsExactly(Kind.STEP_BACK);
  }

  @Test
  void beginningAgainElsewhereExcusesNothing() {
    reader.started(ROOM, "e.0");
    said("a", "c");
    told(reader, "e.1", "a");
    reader.started(ROOM, "e.2");
    told(reader, "e.3", "c");
    assertThat(kinds()).containsExactly(Kind.HOLE);
  }

  @Test
  void aNewEpochWithoutAGapIsFound() {
    reader.started(ROOM, "e.0");
    said("a", "b");
    told(reader, "e.1", "a");
    told(reader, "f.2", "b");
    assertThat(kinds()).containsExactly(Kind.EPOCH);
  }

  @Test
  void aGapThatSaysWhatRetentionTookIsInOrder() {
    reader.started(ROOM, "e.0");
    said("a", "b", "e");
    told(reader, "e.1", "a");
    acked("b", "e.2");
    reader.gap(ROOM, "e.4", "trimmed");
    told(reader, "e.5", "e");
    history.trimmed(ROOM, "e.5");
    history.head(ROOM, "e.5");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aGapForNothingIsFound() {
    reader.started(ROOM, "e.0");
    said("a", "e");
    told(reader, "e.1", "a");
    reader.gap(ROOM, "e.4", "trimmed");
    told(reader, "e.5", "e");
    history.trimmed(ROOM, "e.4");
    assertThat(kinds()).containsExactly(Kind.GAP);
  }

  @Test
  void aGapExcusesNothingBehindIt() {
    reader.started(ROOM, "e.0");
    said("a");
    reader.gap(ROOM, "e.4", "trimmed");
    told(reader, "e.6", "a");
    history.trimmed(ROOM, "e.9");
    assertThat(kinds()).containsExactly(Kind.HOLE);
  }

  @Test
  void aGapBackwardsIsFound() {
    reader.started(ROOM, "e.7");
    reader.gap(ROOM, "e.5", "trimmed");
    history.trimmed(ROOM, "e.9");
    assertThat(kinds()).containsExactly(Kind.STEP_BACK);
  }

  @Test
  void aLogThatWasReplacedMayGoOnInAnotherEpoch() {
    history.replaceable(ROOM);
    reader.started(ROOM, "e.0");
    said("a", "b");
    told(reader, "e.1", "a");
    acked("a", "e.1");
    acked("b", "e.2");
    reader.gap(ROOM, "f.0", "epoch");
    told(reader, "f.1", "a");
    acked("a", "f.1");
    history.head(ROOM, "f.1");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aLogThatWasNotReplacedMayNot() {
    reader.started(ROOM, "e.0");
    reader.gap(ROOM, "f.0", "epoch");
    assertThat(kinds()).containsExactly(Kind.GAP);
  }

  @Test
  void aLostMessageIsFound() {
    said("a");
    acked("a", "e.1");
    history.head(ROOM, "e.0");
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void whatNobodyReadYetIsNotLost() {
    said("a", "b");
    acked("a", "e.1");
    reader.started(ROOM, "e.1");
    told(reader, "e.2", "b");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aMessageThatStandsElsewhereThanItWasAckedIsFound() {
    said("a", "b");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    told(reader, "e.2", "b");
    acked("a", "e.2");
    assertThat(kinds()).containsExactly(Kind.MOVED);
  }

  @Test
  void aMessageThatIsAckedTwiceDifferentlyIsFound() {
    said("a");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    acked("a", "e.1");
    acked("a", "e.1");
    assertThat(kinds()).isEmpty();
    acked("a", "e.9");
    assertThat(kinds()).containsExactly(Kind.MOVED);
  }

  @Test
  void aDoubledMessageIsFound() {
    said("a");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    told(reader, "e.2", "a");
    assertThat(kinds()).containsExactly(Kind.DOUBLED);
  }

  @Test
  void oneIdOfTwoSendersIsTwoMessages() {
    said("a");
    history.witness("ben").publishes(ROOM, "a", "of ben");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    reader.told(ROOM, "e.2", "a", "ben", "of ben");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatNobodySaidIsFound() {
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    assertThat(kinds()).containsExactly(Kind.INVENTED);
  }

  @Test
  void whatWasRefusedForGoodIsFoundWhenItIsShown() {
    said("a");
    ann.refused(ROOM, "a", "forbidden");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    assertThat(kinds()).containsExactly(Kind.INVENTED);
  }

  @Test
  void whatWasRefusedAndSentAgainMayBeShown() {
    said("a");
    ann.refused(ROOM, "a", "rate_limited");
    said("a");
    ann.unknown(ROOM, "a", "unavailable");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void anotherBodyIsFound() {
    said("a");
    reader.started(ROOM, "e.0");
    reader.told(ROOM, "e.1", "a", "ann", "another body");
    assertThat(kinds()).containsExactly(Kind.CHANGED);
  }

  @Test
  void whatIsSentAfterTheAckChangesNothing() {
    said("a");
    acked("a", "e.1");
    ann.publishes(ROOM, "a", "another body");
    reader.started(ROOM, "e.0");
    reader.told(ROOM, "e.1", "a", "ann", "another body");
    assertThat(kinds()).containsExactly(Kind.CHANGED);
  }

  @Test
  void aDisagreementIsFound() {
    said("a", "b");
    Witness other = history.witness("other");
    reader.started(ROOM, "e.0");
    other.started(ROOM, "e.0");
    told(reader, "e.1", "a");
    told(other, "e.1", "b");
    assertThat(kinds()).containsExactly(Kind.DISAGREEMENT);
  }

  @Test
  void aMessageBeforeOneThatWasAckedEarlierIsFound() {
    said("a");
    acked("a", "e.2");
    said("b");
    acked("b", "e.1");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "b");
    told(reader, "e.2", "a");
    assertThat(kinds()).containsExactly(Kind.ORDER);
  }

  @Test
  void whatIsOnItsWayTogetherMayStandInAnyOrder() {
    said("a", "b");
    acked("a", "e.2");
    acked("b", "e.1");
    reader.started(ROOM, "e.0");
    told(reader, "e.1", "b");
    told(reader, "e.2", "a");
    assertThat(kinds()).isEmpty();
  }

  @Test
  void whoDoesNotComeToTheEndIsFoundUnlessItStopped() {
    Witness gone = history.witness("gone");
    reader.started(ROOM, "e.0");
    gone.started(ROOM, "e.0");
    gone.stopped(ROOM);
    said("a");
    history.witness("log").started(ROOM, "e.0");
    history.witness("log").found(ROOM, "e.1", "a", "ann", "body of a");
    history.head(ROOM, "e.1");
    assertThat(kinds()).containsExactly(Kind.BEHIND);
  }

  private List<Violation> rosters(Duration bound) {
    return Checker.judge(history.file(), bound).violations();
  }

  @Test
  void aRosterWithoutSomebodyWhoIsThereIsFound() {
    ann.entered(ROOM);
    reader.online(ROOM, List.of());
    assertThat(rosters(Duration.ofMinutes(1))).isEmpty();
    String later = "{\"at\":%d,\"who\":\"test\",\"did\":\"phase\",\"name\":\"later\"}";
    history.copy(later.formatted(System.nanoTime() / 1_000 + 16_000_000));
    assertThat(kinds()).containsExactly(Kind.PRESENCE);
  }

  @Test
  void aRosterWithSomebodyWhoLeftIsFoundAndOneThatWasMendedInTimeIsNot() {
    ann.entered(ROOM);
    reader.online(ROOM, List.of("ann"));
    ann.left(ROOM);
    reader.changed(ROOM, List.of(), List.of("ann"));
    assertThat(rosters(Duration.ofSeconds(10))).isEmpty();
    assertThat(rosters(Duration.ofNanos(-1_000))).hasSize(1);
  }

  @Test
  void whoIsDisconnectedHasNoRoster() {
    ann.entered(ROOM);
    reader.online(ROOM, List.of("ann"));
    reader.disconnected("cut");
    ann.left(ROOM);
    assertThat(rosters(Duration.ofNanos(-1_000))).isEmpty();
  }

  @Test
  void timesAreCountedInTheirPhases() {
    history.phase("calm");
    reader.connected("http://one");
    reader.started(ROOM, "e.0");
    said("a");
    acked("a", "e.1");
    told(reader, "e.1", "a");
    history.phase("storm");
    history.died("http://one");
    said("b");
    reader.disconnected("cut");
    reader.connected("http://two");
    told(reader, "e.2", "b");
    Times times = Checker.judge(history.file()).times();
    assertThat(times.deliveries("calm").count()).isEqualTo(1);
    assertThat(times.acks("calm").count()).isEqualTo(1);
    assertThat(times.deliveries("storm").count()).isEqualTo(1);
    assertThat(times.acks("storm").count()).isZero();
    assertThat(times.recovery().count()).isEqualTo(1);
    assertThat(times.silence().count()).isEqualTo(1);
    assertThat(times.stranded()).isEmpty();
  }

  @Test
  void whoNeverComesBackIsTold() {
    reader.connected("http://one");
    history.died("http://one");
    assertThat(Checker.judge(history.file()).times().stranded()).containsExactly("reader");
  }

  @Test
  void aPercentileIsTheTimeThatSoManyDidNotExceed() {
    Spread spread = new Spread();
    for (int i = 100; i >= 1; i--) {
      spread.add(i);
    }
    assertThat(spread.percentile(50)).isEqualTo(Duration.ofNanos(50_000));
    assertThat(spread.percentile(99)).isEqualTo(Duration.ofNanos(99_000));
    assertThat(spread.percentile(100)).isEqualTo(Duration.ofNanos(100_000));
    assertThat(new Spread().percentile(99)).isZero();
  }
}
