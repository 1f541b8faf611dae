package io.madang.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameAllowanceTest {

  private static final int PER_SECOND = 10;
  private static final int AT_ONCE = 50;
  private static final int PING_BYTES = 125;

  private final FrameAllowance allowance = new FrameAllowance(PER_SECOND, AT_ONCE, 0);
  private long frames;
  private long bytes;

  @Test
  void soManyMayComeAtOnceAndNotOneMore() {
    assertThat(come(AT_ONCE, 0, Duration.ZERO)).isTrue();
    assertThat(come(1, 0, Duration.ZERO)).isFalse();
  }

  @Test
  void soManyMayComeInEverySecondThatFollows() {
    come(AT_ONCE, 0, Duration.ZERO);
    for (int second = 1; second < 10; second++) {
      assertThat(come(PER_SECOND, 0, Duration.ofSeconds(second))).isTrue();
    }
    assertThat(come(PER_SECOND + 1, 0, Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void whatWasNotUsedIsNotKeptForEver() {
    assertThat(come(AT_ONCE + 1, 0, Duration.ofHours(1))).isFalse();
  }

  @Test
  void longFramesAreFree() {
    assertThat(come(10_000, 512, Duration.ZERO)).isTrue();
    assertThat(come(AT_ONCE, 0, Duration.ZERO)).isTrue();
  }

  @Test
  void longFramesOfBeforePayForNoPingsOfLater() {
    come(10_000, 60_000, Duration.ZERO);
    assertThat(come(2 * AT_ONCE, PING_BYTES, Duration.ofMillis(1))).isFalse();
  }

  /** So many more, of so many bytes each; whether there was enough for them. */
  private boolean come(int count, int size, Duration at) {
    frames += count;
    bytes += (long) count * size;
    return allowance.has(frames, bytes, at.toNanos());
  }
}
