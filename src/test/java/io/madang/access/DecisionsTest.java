package io.madang.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Access;
import io.madang.core.Person;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import io.madang.core.Topic;
import io.madang.core.Verb;
import io.madang.json.Json;
import io.madang.kit.Doors;
import io.madang.kit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What decisions come to. */
class DecisionsTest {

  private static final Topic ROOM = new Topic("chat/room");
  private static final Topic OTHER = new Topic("chat/other");
  private static final Speaker KIM = Doors.member("kim");
  private static final Speaker LEE = Doors.member("lee");
  private static final Speaker MODERATOR = Doors.member("mo", "moderator");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Json JSON = new Json(8);

  private final ManualClock clock = new ManualClock();
  private final Decisions decisions = new Decisions(clock);

  @BeforeEach
  void thereAreModerators() {
    decisions.moderators(Access.parse("role:moderator"));
  }

  private void decide(String json) {
    decisions.apply(Decision.of(JSON.object(json)));
  }

  @Test
  void whoIsBannedMayNotEnterUntilTheBanEnds() {
    String until = clock.instant().plus(Duration.ofHours(1)).toString();
    decide("{\"do\":\"ban\",\"user\":\"kim\",\"until\":\"" + until + "\"}");
    assertThat(decisions.refusesEntry(KIM)).isNotNull();
    assertThat(decisions.refusesEntry(LEE)).isNull();
    clock.advance(Duration.ofHours(2));
    assertThat(decisions.refusesEntry(KIM)).isNull();
  }

  @Test
  void aSessionThatEndedIsNoProofAndIsForgottenWhenItCanProveNothingAnyMore() {
    Speaker kim =
        new Speaker(
            new Person("kim", "kim"),
            new Standing(Standing.Kind.MEMBER, Set.of(), null, null, Set.of("session:1")),
            true);
    assertThat(decisions.refusesEntry(kim)).isNull();
    for (int i = 0; i < 100; i++) {
      decisions.end(new Decision.Revoke("session:" + i, clock.instant().plus(HOUR)));
    }
    assertThat(decisions.refusesEntry(kim)).isNotNull();
    assertThat(decisions.ended()).isEqualTo(100);
    clock.advance(HOUR);
    decisions.end(new Decision.Revoke("session:new", clock.instant().plus(HOUR)));
    assertThat(decisions.ended()).isEqualTo(1);
  }

  @Test
  void whatIsOverIsForgotten() {
    String until = clock.instant().plus(HOUR).toString();
    for (int i = 0; i < 100; i++) {
      decide("{\"do\":\"ban\",\"user\":\"u" + i + "\",\"until\":\"" + until + "\"}");
    }
    assertThat(decisions.size()).isEqualTo(100);
    clock.advance(HOUR);
    decide("{\"do\":\"ban\",\"user\":\"kim\"}");
    assertThat(decisions.size()).isEqualTo(1);
  }

  @Test
  void nobodyStopsTheHouseItself() {
    Speaker house = new Speaker(new Person("madang", "madang"), true, true);
    decide("{\"do\":\"ban\",\"user\":\"madang\"}");
    decide("{\"do\":\"mute\",\"user\":\"madang\"}");
    assertThat(decisions.refusesEntry(house)).isNull();
    assertThat(decisions.refuses(Verb.PUBLISH, house, ROOM)).isNull();
    assertThat(decisions.refusesEntry(Doors.member("madang"))).isNotNull();
  }

  @Test
  void aBanIsTakenBack() {
    decide("{\"do\":\"ban\",\"user\":\"kim\"}");
    decide("{\"do\":\"unban\",\"user\":\"kim\"}");
    assertThat(decisions.refusesEntry(KIM)).isNull();
  }

  @Test
  void whoIsMutedMayReadAndNotSpeak() {
    decide("{\"do\":\"mute\",\"user\":\"kim\",\"topic\":\"chat/room\"}");
    assertThat(decisions.refuses(Verb.READ, KIM, ROOM)).isNull();
    for (Verb verb : List.of(Verb.PUBLISH, Verb.SIGNAL, Verb.STATE, Verb.ATTACH)) {
      assertThat(decisions.refuses(verb, KIM, ROOM)).as("%s", verb).isNotNull();
    }
    assertThat(decisions.refuses(Verb.PUBLISH, KIM, OTHER)).isNull();
    decide("{\"do\":\"mute\",\"user\":\"kim\"}");
    assertThat(decisions.refuses(Verb.PUBLISH, KIM, OTHER)).isNotNull();
    decide("{\"do\":\"unmute\",\"user\":\"kim\"}");
    assertThat(decisions.refuses(Verb.PUBLISH, KIM, OTHER)).isNull();
  }

  @Test
  void whatIsRevokedProvesNothing() {
    Standing standing =
        new Standing(Standing.Kind.MEMBER, Set.of(), null, null, Set.of("token:a", "session:b"));
    Speaker speaker = new Speaker(new Person("kim", "Kim"), standing, true);
    decide("{\"do\":\"revoke\",\"mark\":\"token:c\"}");
    assertThat(decisions.refusesEntry(speaker)).isNull();
    decide("{\"do\":\"revoke\",\"mark\":\"session:b\"}");
    assertThat(decisions.refusesEntry(speaker)).isNotNull();
    assertThat(decisions.refusesEntry(KIM)).isNull();
  }

  @Test
  void aPrivateRoomIsThereForItsPeopleOnly() {
    decide(
        "{\"do\":\"room\",\"topic\":\"chat/room\",\"owner\":\"kim\",\"private\":true,"
            + "\"members\":[\"an\"]}");
    assertThat(decisions.hides(KIM, ROOM)).isFalse();
    assertThat(decisions.hides(Doors.member("an"), ROOM)).isFalse();
    assertThat(decisions.hides(MODERATOR, ROOM)).isFalse();
    assertThat(decisions.hides(LEE, ROOM)).isTrue();
    assertThat(decisions.hides(LEE, OTHER)).isFalse();
  }

  @Test
  void theFirstToClaimARoomHasItAndOnlyAChangeThatIsNoClaimChangesIt() {
    String claim = "{\"do\":\"room\",\"topic\":\"chat/room\",\"claim\":true,\"owner\":";
    decide(claim + "\"kim\"}");
    decide(claim + "\"lee\",\"private\":true}");
    assertThat(decisions.room(ROOM).map(Decision.Room::owner)).hasValue("kim");
    assertThat(decisions.hides(LEE, ROOM)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kim Chulsoo", "kim chulsoo", "KIMCHULSOO", "Ｋim Chul\u200bsoo"})
  void aGuestMayNotLookLikeSomebodyWhoSignedIn(String name) {
    decide("{\"do\":\"name\",\"name\":\"Kim Chulsoo\",\"user\":\"kim\"}");
    assertThatThrownBy(() -> decisions.check(new Person("guest", name)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("name:");
    decisions.check(new Person("guest", "Lee"));
  }

  @Test
  void aNameIsKeptOnceAndByWhoHadItFirst() {
    List<Person> kept = new ArrayList<>();
    decisions.whenNew(
        person -> {
          kept.add(person);
          decisions.apply(new Decision.Name(person.name(), person.user()));
        });
    decisions.keep(new Person("kim", "Kim"));
    decisions.keep(new Person("kim", "Kim"));
    assertThat(kept).containsExactly(new Person("kim", "Kim"));
  }

  @ParameterizedTest
  @CsvSource({
    "kim, '{\"do\":\"ban\",\"user\":\"lee\"}', false",
    "mo, '{\"do\":\"ban\",\"user\":\"lee\"}', true",
    "mo, '{\"do\":\"name\",\"user\":\"lee\",\"name\":\"x\"}', false",
    "kim, '{\"do\":\"mute\",\"user\":\"lee\",\"topic\":\"chat/room\"}', true",
    "kim, '{\"do\":\"mute\",\"user\":\"lee\",\"topic\":\"chat/other\"}', false",
    "kim, '{\"do\":\"mute\",\"user\":\"lee\"}', false",
    "mo, '{\"do\":\"mute\",\"user\":\"lee\"}', true",
    "kim, '{\"do\":\"room\",\"topic\":\"chat/room\",\"owner\":\"kim\"}', true",
    "kim, '{\"do\":\"room\",\"topic\":\"chat/room\",\"owner\":\"lee\"}', false",
    "kim, '{\"do\":\"room\",\"topic\":\"chat/other\",\"owner\":\"kim\"}', false",
    "lee, '{\"do\":\"room\",\"topic\":\"chat/room\",\"owner\":\"lee\"}', false",
    "lee, '{\"do\":\"revoke\",\"mark\":\"token:x\"}', false"
  })
  void notEverybodyMayDecide(String user, String body, boolean isAllowed) {
    decide("{\"do\":\"room\",\"topic\":\"chat/room\",\"owner\":\"kim\"}");
    Speaker speaker = user.equals("mo") ? MODERATOR : Doors.member(user);
    DecisionRules rules = new DecisionRules(decisions);
    boolean isTaken;
    try {
      rules.receive(speaker, DecisionRules.LOG, JSON.object(body));
      isTaken = true;
    } catch (RefusedException e) {
      isTaken = false;
    }
    assertThat(isTaken).isEqualTo(isAllowed);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', do:",
    "'{\"do\":\"x\"}', do:",
    "'{\"do\":\"ban\"}', user:",
    "'{\"do\":\"ban\",\"user\":\"\"}', user:",
    "'{\"do\":\"ban\",\"user\":\"a\",\"until\":\"soon\"}', until:",
    "'{\"do\":\"room\",\"owner\":\"a\"}', topic:",
    "'{\"do\":\"room\",\"owner\":\"a\",\"topic\":\"a//b\"}', topic:",
    "'{\"do\":\"room\",\"owner\":\"a\",\"topic\":\"a\",\"members\":[1]}', members:",
    "'{\"do\":\"room\",\"owner\":\"a\",\"topic\":\"a\",\"members\":{}}', members:"
  })
  void aBadDecisionNamesItsField(String body, String field) {
    assertThatThrownBy(() -> Decision.of(JSON.object(body)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(field);
  }

  @Test
  void eachDecisionIsWrittenAsItIsRead() {
    List<Decision> all =
        List.of(
            new Decision.Ban("a", Decision.NEVER),
            new Decision.Mute("a", Optional.of(ROOM), Decision.NEVER),
            new Decision.Mute("a", Optional.empty(), Decision.NEVER),
            new Decision.Revoke("token:x", Decision.NEVER),
            new Decision.Name("A", "a"),
            new Decision.Room(ROOM, "a", true, Set.of("b", "c"), true));
    assertThat(all).allSatisfy(d -> assertThat(Decision.of(d.body())).isEqualTo(d));
  }
}
