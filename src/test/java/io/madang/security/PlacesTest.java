package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Door;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import org.junit.jupiter.api.Test;

/** How many connections. */
class PlacesTest {

  private static Refusal refusal(Places places, String address) {
    try {
      places.take(address);
      throw new AssertionError("there was a place");
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  @Test
  void oneAddressTakesSoMany() {
    Places places = new Places(10, 2);
    places.take("a");
    Door.Place second = places.take("a");
    assertThat(refusal(places, "a").code()).isEqualTo(Refusal.Code.RATE_LIMITED);
    assertThat(refusal(places, "a").detail()).contains("2 connections per address");
    places.take("b");
    second.giveBack();
    places.take("a");
    assertThat(places.taken()).isEqualTo(3);
  }

  @Test
  void allTogetherTakeSoMany() {
    Places places = new Places(2, 10);
    places.take("a");
    places.take("b");
    assertThat(refusal(places, "c").code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(refusal(places, "c").detail()).contains("2 connections");
    assertThat(refusal(places, "c").retryAfter()).isPositive();
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    Places places = new Places(10, 2);
    Door.Place first = places.take("a");
    places.take("a");
    first.giveBack();
    first.giveBack();
    assertThat(places.taken()).isEqualTo(1);
    places.take("a");
    assertThatThrownBy(() -> places.take("a")).isInstanceOf(RefusedException.class);
  }

  @Test
  void whereNoAddressIsToldOnlyTheWholeCounts() {
    Places places = new Places(3, 1);
    places.take("");
    places.take("");
    places.take("");
    assertThat(refusal(places, "").code()).isEqualTo(Refusal.Code.UNAVAILABLE);
  }

  @Test
  void whoHasOneAddressOfAnIpv6NetworkHasThemAll() {
    Places places = new Places(10, 1);
    places.take("2001:db8:1:2::1");
    assertThat(refusal(places, "2001:db8:1:2:ffff::2").code()).isEqualTo(Refusal.Code.RATE_LIMITED);
    places.take("2001:db8:1:3::1");
  }
}
