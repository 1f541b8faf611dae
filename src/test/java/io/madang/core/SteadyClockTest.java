package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Time for what is forgotten by age. */
class SteadyClockTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualClock wall = new ManualClock();
  private final AtomicLong nanos = new AtomicLong(-7);
  private final Instant start = wall.instant();
  private final SteadyClock clock = new SteadyClock(wall, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    wall.advance(time);
  }

  @Test
  void itGoesOnWithTheWall() {
    pass(HOUR);
    assertThat(clock.instant()).isEqualTo(start.plus(HOUR));
  }

  @Test
  void aJumpAheadMakesNothingOlder() {
    wall.advance(HOUR);
    pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofMinutes(1)));
    wall.advance(HOUR.negated());
    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofMinutes(1)));
  }

  @Test
  void afterAJumpBackWhatIsSaidNowIsNotOld() {
    wall.advance(HOUR.negated());
    pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(wall.instant());
  }
}
