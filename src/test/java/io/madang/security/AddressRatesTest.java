package io.madang.security;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.security.TokenBuckets.Quota;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is counted of one address. */
class AddressRatesTest {

  private static final Speaker GUEST = new Speaker(new Person("ann", "Ann"), false, true);
  private static final Speaker PROGRAM = new Speaker(new Person("robot", "robot"), true, true);

  private final AddressRates rates =
      new AddressRates(Quota.perSecond(1, 5), Quota.perSecond(1, 3), Quota.perMinute(2), 2);
  private final AtomicInteger looks = new AtomicInteger();

  private Speaker wrong() {
    looks.incrementAndGet();
    throw Refusal.unauthorized("no").exception();
  }

  private Speaker right() {
    looks.incrementAndGet();
    return GUEST;
  }

  private Refusal.Code code(String address, Supplier<Speaker> proof) {
    try {
      rates.verified(address, proof);
      throw new AssertionError("it was taken");
    } catch (RefusedException e) {
      return e.refusal().code();
    }
  }

  @Test
  void afterSoManyWrongProofsNoneIsLookedAt() {
    assertThat(code("a", this::wrong)).isEqualTo(Refusal.Code.UNAUTHORIZED);
    assertThat(code("a", this::wrong)).isEqualTo(Refusal.Code.UNAUTHORIZED);
    assertThat(code("a", this::wrong)).isEqualTo(Refusal.Code.RATE_LIMITED);
    assertThat(code("a", this::right)).isEqualTo(Refusal.Code.RATE_LIMITED);
    assertThat(looks).hasValue(2);
    assertThat(rates.verified("b", this::right)).isEqualTo(GUEST);
  }

  @Test
  void goodProofsAndOtherRefusalsAreNotCounted() {
    for (int i = 0; i < 10; i++) {
      rates.verified("a", this::right);
      assertThat(
              code(
                  "a",
                  () -> {
                    throw Refusal.forbidden("banned").exception();
                  }))
          .isEqualTo(Refusal.Code.FORBIDDEN);
    }
  }

  @Test
  void anAddressAsksAndConnectsSoOften() {
    for (int i = 0; i < 3; i++) {
      rates.connect("a", GUEST);
    }
    assertThatThrownBy(() -> rates.connect("a", GUEST))
        .hasMessage("the limit is 1 connects a second per address");
    for (int i = 0; i < 5; i++) {
      rates.ask("a", GUEST);
    }
    assertThatThrownBy(() -> rates.ask("a", GUEST))
        .hasMessage("the limit is 1 requests a second per address");
    rates.ask("b", GUEST);
  }

  @Test
  void aFloodCostsItsAddressConnectsThatAreNotThereYet() {
    for (int i = 0; i < 10; i++) {
      rates.flooded("a");
    }
    assertThatThrownBy(() -> rates.checkConnect("a"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().retryAfter()).isBetween(ofSeconds(3), ofSeconds(4)));
    rates.checkConnect("b");
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    for (int i = 0; i < 3; i++) {
      rates.connect("2001:db8::" + i, GUEST);
    }
    assertThatThrownBy(() -> rates.connect("2001:db8::9", GUEST))
        .isInstanceOf(RefusedException.class);
    rates.connect("2001:db8:0:1::9", GUEST);
  }

  @Test
  void programsAndWhereNoAddressIsToldAreNotCounted() {
    for (int i = 0; i < 20; i++) {
      rates.connect("a", PROGRAM);
      rates.ask("a", PROGRAM);
      rates.connect("", GUEST);
      rates.ask("", GUEST);
      assertThat(code("", this::wrong)).isEqualTo(Refusal.Code.UNAUTHORIZED);
    }
  }
}
