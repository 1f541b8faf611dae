package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.000000001S, 0.001, 1",
    "PT0.0009S, 0.001, 1",
    "PT0.9994S, 1.0, 1",
    "PT1S, 1.0, 1",
    "PT1.0000001S, 1.001, 2",
    "PT59.5S, 59.5, 60",
  })
  void whoComesBackWhenToldIsNeverEarly(Duration wait, double seconds, String header) {
    Refusal refusal = Refusal.rateLimited("the limit is 1", wait);
    assertThat(refusal.retryAfterSeconds()).isEqualTo(seconds);
    assertThat(refusal.retryAfterHeader()).isEqualTo(header);
  }

  @Test
  void whatWillNotGoAwayIsNotToBeTriedAgain() {
    assertThat(Refusal.forbidden("no").retryAfterSeconds()).isNull();
    assertThat(Refusal.forbidden("no").retryAfterHeader()).isNull();
  }
}
