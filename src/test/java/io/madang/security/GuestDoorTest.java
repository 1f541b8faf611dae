package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Visitor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is speaking. */
class GuestDoorTest {

  private static final String CLIENT = "abcdefghijklmnop-_09";
  private static final String KEY = "a key of the server's";

  private final GuestDoor door = door(KEY);

  private static GuestDoor door(@Nullable String key) {
    return new GuestDoor(key, new Origins(Set.of()), new Places(10, 10));
  }

  private static Visitor visitor(
      @Nullable String name, @Nullable String client, @Nullable String authorization) {
    return new Visitor(name, client, authorization, null, null, "");
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
  void aDoorThatWasClosedLetsNobodyInAndSaysWhenToComeBack() {
    door.checkOpen();
    assertThat(door.close()).isTrue();
    assertThat(door.close()).isFalse();
    assertThatThrownBy(door::checkOpen)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.refusal().code()).isEqualTo(Refusal.Code.UNAVAILABLE);
              assertThat(e.refusal().retryAfterSeconds()).isEqualTo("1");
            });
    assertThatThrownBy(() -> door.admit(visitor(null, null, null)))
        .hasMessageContaining("goes away");
  }

  @Test
  void theSameClientIsTheSameUserOnEveryServer() {
    String here = door.identify(visitor("Ann", CLIENT, null)).person().user();
    String there = door("another").identify(visitor("Anna", CLIENT, null)).person().user();
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
  @ValueSource(strings = {"", "a\nb", "\u0000", "12345678901234567890123456789012345678901"})
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
    assertThatThrownBy(() -> door(null).identify(visitor(null, null, "Bearer null")))
        .isInstanceOf(RefusedException.class);
  }
}
