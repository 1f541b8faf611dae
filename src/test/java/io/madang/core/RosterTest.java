package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who is here, per person. */
class RosterTest {

  private static final Topic TOPIC = new Topic("room/a");
  private static final Person ANN = new Person("ann", "Ann");
  private static final Person BOB = new Person("bob", "Bob");
  private static final Duration LEASE = Duration.ofNanos(100);

  private final Roster roster = new Roster(TOPIC);
  private final Object tab = new Object();
  private final Object otherTab = new Object();

  private static Event change(List<Person> join, List<Person> leave) {
    return new Event.RosterChange(TOPIC, join, leave);
  }

  private Event whole(Person... online) {
    return new Event.Roster(TOPIC, List.of(online));
  }

  @Test
  void theFirstTabBringsThemInAndTheLastTakesThemOut() {
    roster.enter(ANN, tab);
    long seen = roster.version();
    roster.enter(ANN, otherTab);
    roster.leave("ann", tab);
    assertThat(roster.since(seen)).isEmpty();
    assertThat(roster.size()).isEqualTo(1);
    roster.leave("ann", otherTab);
    assertThat(roster.since(seen)).contains(change(List.of(), List.of(ANN)));
    assertThat(roster.size()).isZero();
  }

  @Test
  void aTabThatLeavesTwiceLeavesOnce() {
    roster.enter(ANN, tab);
    roster.enter(ANN, otherTab);
    roster.leave("ann", tab);
    roster.leave("ann", tab);
    assertThat(roster.size()).isEqualTo(1);
  }

  @Test
  void aNewReaderIsToldTheWholeRoster() {
    roster.enter(ANN, tab);
    roster.enter(BOB, otherTab);
    assertThat(roster.since(-1)).contains(whole(ANN, BOB));
    assertThat(roster.since(roster.version() + 7)).contains(whole(ANN, BOB));
    assertThat(roster.since(roster.version())).isEmpty();
  }

  @Test
  void joinsAndLeavesAreToldTogether() {
    roster.enter(ANN, tab);
    long seen = roster.version();
    roster.enter(BOB, otherTab);
    roster.leave("ann", tab);
    assertThat(roster.since(seen)).contains(change(List.of(BOB), List.of(ANN)));
  }

  @Test
  void whoCameAndWentMeanwhileIsNotToldOf() {
    roster.enter(ANN, tab);
    long seen = roster.version();
    roster.enter(BOB, otherTab);
    roster.leave("bob", otherTab);
    assertThat(roster.since(seen)).isEmpty();
  }

  @Test
  void anotherNameIsTold() {
    roster.enter(ANN, tab);
    long seen = roster.version();
    Person anna = new Person("ann", "Anna");
    roster.enter(anna, otherTab);
    assertThat(roster.since(seen)).contains(change(List.of(anna), List.of()));
  }

  @Test
  void whoTookAnotherNameAndLeftIsTold() {
    roster.enter(ANN, tab);
    long seen = roster.version();
    Person anna = new Person("ann", "Anna");
    roster.enter(anna, tab);
    roster.leave("ann", tab);
    assertThat(roster.since(seen)).contains(change(List.of(), List.of(anna)));
  }

  @Test
  void aLeaseHoldsUntilItEnds() {
    roster.lease(ANN, 1_000, LEASE);
    roster.expire(1_100);
    assertThat(roster.size()).isEqualTo(1);
    roster.lease(ANN, 1_100, LEASE);
    roster.expire(1_150);
    assertThat(roster.size()).isEqualTo(1);
    roster.expire(1_201);
    assertThat(roster.size()).isZero();
  }

  @Test
  void aTabAndALeaseHoldBoth() {
    roster.lease(ANN, 0, LEASE);
    roster.enter(ANN, tab);
    roster.expire(500);
    assertThat(roster.size()).isEqualTo(1);
    roster.lease(ANN, 500, LEASE);
    roster.leave("ann", tab);
    assertThat(roster.size()).isEqualTo(1);
    roster.expire(700);
    assertThat(roster.size()).isZero();
  }

  @Test
  void whoIsTooFarBehindIsToldTheWholeRoster() {
    roster.enter(ANN, tab);
    long seen = roster.version();
    for (int i = 0; i < 200; i++) {
      roster.enter(BOB, otherTab);
      roster.leave("bob", otherTab);
    }
    assertThat(roster.since(seen)).contains(whole(ANN));
  }

  /** Whatever happens, a reader that is told the differences knows who is here. */
  @Property(tries = 500)
  void theDifferencesAddUp(
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 59) Integer> steps) {
    Roster mine = new Roster(TOPIC);
    Map<String, Person> known = new HashMap<>();
    long seen = -1;
    List<Object> tabs = List.of("one", "two");
    for (int step : steps) {
      Person person = new Person("u" + step % 3, "name" + step % 2);
      switch (step / 15) {
        case 0, 1 -> mine.enter(person, tabs.get(step % 2));
        case 2 -> mine.leave(person.user(), tabs.get(step % 2));
        default -> {
          mine.since(seen).ifPresent(event -> apply(event, known));
          seen = mine.version();
          Event whole = mine.whole();
          assertThat(new ArrayList<>(known.values()))
              .containsExactlyInAnyOrderElementsOf(((Event.Roster) whole).online());
        }
      }
    }
  }

  private static void apply(Event event, Map<String, Person> known) {
    if (event instanceof Event.Roster whole) {
      known.clear();
      whole.online().forEach(p -> known.put(p.user(), p));
    } else if (event instanceof Event.RosterChange change) {
      change.leave().forEach(p -> known.remove(p.user()));
      change.join().forEach(p -> known.put(p.user(), p));
    }
  }

  @Test
  void whoIsOnTwoServersStaysUntilBothHaveLetGo() {
    roster.enter(ANN, "tab");
    roster.elsewhere("there", List.of(ANN, BOB), 0, LEASE);
    roster.leave(ANN.user(), "tab");
    assertThat(roster.size()).isEqualTo(2);
    assertThat(roster.local()).isEmpty();
    roster.elsewhere("there", List.of(BOB), 1, LEASE);
    assertThat(roster.size()).isEqualTo(1);
    roster.expire(1 + LEASE.toNanos());
    assertThat(roster.size()).isEqualTo(1);
    roster.expire(2 + LEASE.toNanos());
    assertThat(roster.size()).isZero();
  }

  @Test
  void twoNamesOnTwoServersDoNotAlternate() {
    Person renamed = new Person(ANN.user(), "Anna");
    roster.elsewhere("one", List.of(ANN), 0, LEASE);
    roster.elsewhere("two", List.of(renamed), 0, LEASE);
    long version = roster.version();
    roster.elsewhere("one", List.of(ANN), 1, LEASE);
    roster.elsewhere("two", List.of(renamed), 1, LEASE);
    assertThat(roster.version()).isEqualTo(version);
  }
}
