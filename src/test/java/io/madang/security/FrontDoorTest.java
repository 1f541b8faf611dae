package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Visitor;
import io.madang.kit.Doors;
import io.madang.security.TokenBuckets.Quota;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is speaking. */
class FrontDoorTest {

  private static final String CLIENT = "abcdefghijklmnop-_09";
  private static final String KEY = "a key of the server's";

  private final Doors doors = new Doors().withKey(KEY);
  private final FrontDoor door = doors.door();

  private static Visitor visitor(
      @Nullable String name, @Nullable String client, @Nullable String authorization) {
    return Doors.visitor(name, client, new Visitor.Proof(authorization, null, null, null));
  }

  private static Visitor.Proof pass(String pass) {
    return new Visitor.Proof(null, null, null, pass);
  }

  private static Visitor.Proof ticket(String ticket) {
    return new Visitor.Proof(null, ticket, null, null);
  }

  private static Visitor.Proof login(String user, String session, String... roles) {
    return new Visitor.Proof(null, null, new Visitor.Login(user, Set.of(roles), session), null);
  }

  private Refusal refusal(Visitor visitor) {
    try {
      door.identify(visitor);
      throw new AssertionError("it was let in");
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  @Test
  void tooManyWrongTokensTicketsAndKeysOfOneAddressAreRateLimitedOnEveryWayIn() {
    Quota plenty = Quota.perSecond(1_000, 1_000);
    FrontDoor counting =
        new Doors()
            .withKey(KEY)
            .with(new AddressRates(plenty, plenty, Quota.perMinute(4), 1))
            .door();
    Visitor.Proof right = new Visitor.Proof("Bearer " + KEY, null, null, null);
    assertThat(code(counting, new Visitor.Proof("Bearer x", null, null, null)))
        .isEqualTo(Refusal.Code.UNAUTHORIZED);
    assertThat(code(counting, ticket("x"))).isEqualTo(Refusal.Code.UNAUTHORIZED);
    assertThat(code(counting, new Visitor.Proof("Basic eDp4", null, null, null)))
        .isEqualTo(Refusal.Code.UNAUTHORIZED);
    assertThatThrownBy(() -> counting.identify("x", "a")).hasMessageContaining("not known");
    assertThat(code(counting, right)).isEqualTo(Refusal.Code.RATE_LIMITED);
    assertThatThrownBy(() -> counting.identify(KEY, "a"))
        .hasMessage("the limit is 4 wrong tokens, tickets and keys a minute per address");
    counting.identify(KEY, "b");
    counting.identify(at("a", Visitor.Proof.NONE));
  }

  private static Visitor at(String address, Visitor.Proof proof) {
    return new Visitor(null, null, proof, Visitor.Sent.BY_PROGRAM, address);
  }

  private static Refusal.Code code(FrontDoor door, Visitor.Proof proof) {
    try {
      door.identify(at("a", proof));
      throw new AssertionError("it was let in");
    } catch (RefusedException e) {
      return e.refusal().code();
    }
  }

  @Test
  void aDoorThatWasClosedLetsNobodyInAndSaysWhenToComeBack() {
    door.checkOpen();
    assertThat(door.close()).isTrue();
    assertThat(door.close()).isFalse();
    assertThatThrownBy(door::checkOpen)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.refusal().code()).isEqualTo(Refusal.Code.UNAVAILABLE);
              assertThat(e.refusal().retryAfterHeader()).isEqualTo("1");
            });
  }

  @Test
  void theSameClientIsTheSameUserOnEveryServer() {
    String here = door.identify(visitor("Ann", CLIENT, null)).person().user();
    String there = new Doors().door().identify(visitor("Anna", CLIENT, null)).person().user();
    assertThat(here).isEqualTo(there).doesNotContain(CLIENT);
  }

  @Test
  void anotherClientIsAnotherUser() {
    assertThat(door.identify(visitor(null, CLIENT, null)).person().user())
        .isNotEqualTo(door.identify(visitor(null, CLIENT + "x", null)).person().user());
  }

  @Test
  void whoHasNoClientIsNewEachTimeAndDoesNotLast() {
    Speaker first = door.identify(visitor(null, null, null));
    Speaker second = door.identify(visitor(null, null, null));
    assertThat(first.person().user()).isNotEqualTo(second.person().user());
    assertThat(first.isLasting()).isFalse();
    assertThat(door.identify(visitor(null, CLIENT, null)).isLasting()).isTrue();
  }

  @Test
  void whoHasNoNameGetsOne() {
    assertThat(door.identify(visitor(null, null, null)).person().name()).matches("guest-.{4}");
    assertThat(door.identify(visitor("김철수 👋", null, null)).person().name()).isEqualTo("김철수 👋");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "abcdefghijklmno", "abcdefghijklmnop!", "가나다라마바사아자차카타파하가나"})
  void aBadClientIsRefusedByName(String client) {
    Refusal refusal = refusal(visitor(null, client, null));
    assertThat(refusal.code()).isEqualTo(Refusal.Code.BAD_REQUEST);
    assertThat(refusal.detail()).startsWith("client:");
  }

  @Test
  void aClientThatIsTooLongIsRefused() {
    assertThat(refusal(visitor(null, "a".repeat(65), null)).detail()).startsWith("client:");
    door.identify(visitor(null, "a".repeat(64), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\nb",
        "\u0000",
        "a\u202eb",
        "\u2028",
        "\ufffd",
        "\ufeff",
        "12345678901234567890123456789012345678901"
      })
  void aBadNameIsRefusedByName(String name) {
    assertThat(refusal(visitor(name, null, null)).detail()).startsWith("name:");
  }

  @Test
  void whoHoldsTheKeyIsTheServer() {
    Speaker speaker = door.identify(visitor(null, null, "Bearer " + KEY));
    assertThat(speaker.isServer()).isTrue();
    assertThat(speaker.person().user()).isEqualTo("server");
  }

  @ParameterizedTest
  @CsvSource({"Bearer wrong", "Bearer ''", "Basic eDp5", "wrong"})
  void anyOtherTokenIsUnauthorizedAndNotRepeated(String authorization) {
    Refusal refusal = refusal(visitor(null, null, authorization));
    assertThat(refusal.code()).isEqualTo(Refusal.Code.UNAUTHORIZED);
    assertThat(refusal.detail()).doesNotContain("wrong");
  }

  @Test
  void withoutAKeyNoTokenIsKnown() {
    assertThatThrownBy(() -> new Doors().door().identify(visitor(null, null, "Bearer null")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aPassMakesOneTheSameGuestWhateverTheClient() {
    String pass = doors.passes.issue();
    Speaker first = door.identify(Doors.visitor("Ann", CLIENT, pass(pass)));
    Speaker second = door.identify(Doors.visitor("Ann", null, pass(pass)));
    assertThat(first.person().user()).isEqualTo(second.person().user());
    assertThat(second.isLasting()).isTrue();
    assertThat(second.standing().isSignedIn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
  void aPassThatIsNotOursIsAsNone(String pass) {
    assertThat(door.identify(Doors.visitor(null, null, pass(pass))).isLasting()).isFalse();
  }

  @Test
  void aPassOfAnotherServersKeysIsAsNone() {
    String foreign = new Doors().passes.issue();
    assertThat(door.identify(Doors.visitor(null, null, pass(foreign))).isLasting()).isFalse();
  }

  @Test
  void aTicketIsNoPassAndAPassIsNoTicket() {
    String issued = doors.tickets.issue(Doors.member("kim"));
    assertThat(door.identify(Doors.visitor(null, null, pass(issued))).isLasting()).isFalse();
    assertThat(refusal(Doors.visitor(null, null, ticket(doors.passes.issue()))).code())
        .isEqualTo(Refusal.Code.UNAUTHORIZED);
  }

  @Test
  void aTicketLetsInOnceAndAsWhomItWasIssuedTo() {
    String issued = doors.tickets.issue(Doors.member("kim", "editor"));
    Speaker speaker = door.identify(Doors.visitor("somebody else", CLIENT, ticket(issued)));
    assertThat(speaker).isEqualTo(Doors.member("kim", "editor"));
    assertThat(refusal(Doors.visitor(null, null, ticket(issued))).code())
        .isEqualTo(Refusal.Code.UNAUTHORIZED);
  }

  @Test
  void aTicketHoldsForHalfAMinute() {
    String issued = doors.tickets.issue(Doors.member("kim"));
    doors.clock.advance(java.time.Duration.ofSeconds(31));
    assertThat(refusal(Doors.visitor(null, null, ticket(issued))).code())
        .isEqualTo(Refusal.Code.UNAUTHORIZED);
  }

  @Test
  void whomTheContainerKnowsIsThatUserAndNoName() {
    Speaker speaker = door.identify(Doors.visitor("Root", CLIENT, login("kim", "s1", "editor")));
    assertThat(speaker.person().user()).isEqualTo("kim");
    assertThat(speaker.person().name()).isEqualTo("kim");
    assertThat(speaker.standing().roles()).containsExactly("editor");
    assertThat(speaker.standing().isSignedIn()).isTrue();
    assertThat(speaker.standing().marks()).containsExactly(FrontDoor.sessionMark("s1"));
    assertThat(speaker.toString()).doesNotContain("s1");
  }

  @Test
  void aBasicLoginOfTheContainersIsNotTakenForAToken() {
    Visitor.Proof proof =
        new Visitor.Proof("Basic eDp5", null, new Visitor.Login("kim", Set.of(), null), null);
    assertThat(door.identify(Doors.visitor(null, null, proof)).person().user()).isEqualTo("kim");
  }

  @Test
  void aProgramMaySpeakUnderAnyNameAndAMemberMayNot() {
    Visitor.Proof proof = new Visitor.Proof("bearer " + KEY, null, null, null);
    assertThat(door.identify(Doors.visitor("Robot", null, proof)).person().name())
        .isEqualTo("Robot");
  }

  @Test
  void noPageSendsABearerTokenByItselfSoItsOriginDoesNotMatter() {
    Visitor.Proof proof = new Visitor.Proof("Bearer " + KEY, null, null, null);
    Visitor.Sent elsewhere = new Visitor.Sent("https://other.example", null, "https", "here");
    door.checkOrigin(new Visitor(null, null, proof, elsewhere, ""));
    Visitor.Proof basic = new Visitor.Proof("Basic eDp5", null, null, null);
    assertThatThrownBy(() -> door.checkOrigin(new Visitor(null, null, basic, elsewhere, "")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void nothingOfAProofIsInAnyText() {
    Visitor visitor =
        Doors.visitor(null, null, new Visitor.Proof("Bearer secret", "secret", null, "secret"));
    assertThat(visitor.toString()).doesNotContain("secret");
  }
}
