package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.security.TokenBuckets.Quota;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** So many, and then some waiting. */
class TokenBucketsTest {

  private final TokenBuckets buckets = new TokenBuckets("publishes", "user", Quota.perSecond(1, 5));

  private void use(String key, int count) {
    for (int i = 0; i < count; i++) {
      buckets.take(key);
    }
  }

  @Test
  void eachKeyHasABurstAndThenWaits() {
    use("ann", 5);
    assertThat(buckets.tryTake("ann", 1)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(buckets.tryTake("bob", 1)).isZero();
  }

  @Test
  void aRefusalNamesTheLimitAndSaysWhenToComeBack() {
    use("ann", 5);
    assertThatThrownBy(() -> buckets.take("ann"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.refusal().code()).isEqualTo(Refusal.Code.RATE_LIMITED);
              assertThat(e.refusal().detail())
                  .isEqualTo("the limit is 1 publishes a second per user");
              assertThat(e.refusal().retryAfter()).isPositive();
            });
  }

  @Test
  void severalAreTakenTogetherOrNotAtAll() {
    assertThat(buckets.tryTake("ann", 6)).isPositive();
    assertThat(buckets.tryTake("ann", 5)).isZero();
  }

  @Test
  void whoLooksTakesNothing() {
    assertThat(buckets.waitFor("ann")).isZero();
    use("ann", 5);
    assertThat(buckets.waitFor("ann")).isPositive();
    assertThat(buckets.waitFor("bob")).isZero();
  }

  @Test
  void connectionsAreToldApartByWhatTheyAre() {
    record Alike(int number) {}
    TokenBuckets own = TokenBuckets.ofConnections("frames", Quota.perSecond(1, 1));
    Alike first = new Alike(1);
    Alike second = new Alike(1);
    own.take(first);
    own.take(second);
    assertThat(own.tryTake(first, 1)).isPositive();
  }

  @Test
  void aMinuteIsAMinute() {
    TokenBuckets minutely = new TokenBuckets("uploads", "user", Quota.perMinute(2));
    minutely.take("ann", 2);
    assertThat(minutely.tryTake("ann", 1)).isGreaterThan(Duration.ofSeconds(20));
    assertThatThrownBy(() -> minutely.take("ann"))
        .hasMessage("the limit is 2 uploads a minute per user");
  }
}
