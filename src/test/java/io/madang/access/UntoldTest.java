package io.madang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Ends of sessions while the store takes nothing. */
class UntoldTest {

  private final ManualClock clock = new ManualClock();
  private final Queue<Runnable> timers = new ArrayDeque<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private boolean isDown = true;
  private int tries;
  private final Untold untold = new Untold(this::publish, (wait, task) -> timers.add(task), clock);

  private CompletableFuture<?> publish(String id, Decision.Revoke end) {
    tries++;
    ids.add(id);
    if (isDown) {
      return CompletableFuture.failedFuture(new IllegalStateException("down"));
    }
    told.add(end.mark());
    return CompletableFuture.completedFuture(null);
  }

  private void end(int count) {
    for (int i = 0; i < count; i++) {
      untold.tell(new Decision.Revoke("s" + i, clock.instant().plus(Duration.ofHours(1))));
    }
  }

  private void runTimer() {
    timers.remove().run();
  }

  @Test
  void oneTimerTellsThemAllAgainUnderTheirIds() {
    end(500);
    assertThat(timers).hasSize(1);
    runTimer();
    assertThat(timers).hasSize(1);
    assertThat(tries).isEqualTo(1_000);
    isDown = false;
    runTimer();
    assertThat(told).hasSize(500);
    assertThat(ids).hasSize(500);
    assertThat(timers).isEmpty();
    isDown = true;
    end(1);
    assertThat(timers).hasSize(1);
  }

  @Test
  void tooManyLoseTheirOldestAndComeInTurns() {
    end(10_001);
    tries = 0;
    isDown = false;
    runTimer();
    assertThat(tries).isEqualTo(1_000);
    while (!timers.isEmpty()) {
      runTimer();
    }
    assertThat(told).hasSize(10_000).doesNotContain("s0");
  }

  @Test
  void whatDoesNotMatterAnyMoreIsTriedOnceAndForgotten() {
    end(3);
    clock.advance(Duration.ofHours(2));
    tries = 0;
    runTimer();
    assertThat(tries).isEqualTo(3);
    assertThat(timers).isEmpty();
  }
}
