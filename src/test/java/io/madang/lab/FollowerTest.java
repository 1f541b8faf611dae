package io.madang.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is wrong with a reader's messages is counted. */
class FollowerTest {

  private final Counters counters = new Counters();
  private final Follower follower = new Follower(counters);

  private static String message(long offset, long sentNanos) {
    return "{\"type\":\"message\",\"topic\":\"chat/x\",\"cursor\":\"e.%d\",\"id\":\"lab-%d\",\"body\":{}}"
        .formatted(offset, sentNanos);
  }

  private void begin() {
    follower.take("{\"type\":\"subscribed\",\"cursor\":\"e.7\",\"recovered\":true}", 0);
  }

  @Test
  void messagesInOrderAreDeliveredAndTimed() {
    begin();
    for (int i = 8; i <= 107; i++) {
      follower.take(message(i, 1_000), 1_000 + i * 1_000_000L);
    }
    Snapshot counted = counters.snapshot();
    assertThat(counted.delivered()).isEqualTo(100);
    assertThat(counted.missed() + counted.repeated() + counted.failures()).isZero();
    assertThat(counted.p50Millis()).isBetween(57.0, 58.0);
    assertThat(counted.p99Millis()).isBetween(106.0, 107.0);
  }

  @Test
  void aHoleIsMissedAndAStepBackIsRepeated() {
    begin();
    follower.take(message(8, 0), 0);
    follower.take(message(11, 0), 0);
    follower.take(message(11, 0), 0);
    follower.take(message(9, 0), 0);
    Snapshot counted = counters.snapshot();
    assertThat(counted.delivered()).isEqualTo(2);
    assertThat(counted.missed()).isEqualTo(2);
    assertThat(counted.repeated()).isEqualTo(2);
  }

  @Test
  void whatTheServerSaysIsWrongIsKept() {
    follower.take("{\"type\":\"error\",\"code\":\"internal\"}", 0);
    follower.take("{\"type\":\"gap\"}", 0);
    assertThat(counters.snapshot().failures()).isEqualTo(2);
    assertThat(counters.firstFailure()).contains("internal");
    assertThat(follower.hasBegun()).isFalse();
  }
}
