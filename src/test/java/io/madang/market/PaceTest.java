package io.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An even rate, whatever the rounds. */
class PaceTest {

  private static final long MILLI = 1_000_000;

  @Test
  void asManyAreDueAsTheRateSaysHoweverOftenOneAsks() {
    for (int step : new int[] {1, 7, 20, 333}) {
      Pace pace = new Pace(1_000, -5);
      int all = 0;
      for (int t = step; t <= 9_990; t += step) {
        all += pace.due(-5 + t * MILLI);
      }
      assertThat(all).isBetween(9_990 - step, 9_990);
    }
  }

  @Test
  void whatIsMoreThanASecondLateIsLeftOut() {
    Pace pace = new Pace(50, 0);

    assertThat(pace.due(3_600_000 * MILLI)).isEqualTo(50);
    assertThat(pace.due(3_600_000 * MILLI)).isZero();
    assertThat(pace.due(3_600_100 * MILLI)).isEqualTo(5);
  }

  @Test
  void aYearIsNotTooLong() {
    Pace pace = new Pace(1_000, 0);
    long year = 365L * 86_400_000 * MILLI;

    assertThat(pace.due(year)).isEqualTo(1_000);
    assertThat(pace.due(year + 10 * MILLI)).isEqualTo(10);
  }
}
