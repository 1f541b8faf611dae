package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever. */
class DeadlineTest {

  private final Threads threads = new Threads(1, 1);
  private final Deadline deadline = new Deadline(Duration.ofMillis(50), threads.clock());

  private static Refusal refusal(CompletableFuture<?> refused) {
    return Refusal.of(refused.handle((done, fault) -> fault).join());
  }

  @Test
  void whatComesInTimeIsPassedOn() {
    assertThat(deadline.on(CompletableFuture.completedFuture(7)).join()).isEqualTo(7);
    threads.close();
  }

  @Test
  void whatDoesNotComeIsUnavailable() {
    Refusal refusal = refusal(deadline.on(new CompletableFuture<>()));
    assertThat(refusal.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(refusal.detail()).contains("in time");
    threads.close();
  }

  @Test
  void whoAsksAtTheEndIsToldAtOnce() {
    threads.close();
    Refusal refusal = refusal(deadline.on(new CompletableFuture<>()));
    assertThat(refusal.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(refusal.detail()).contains("goes away");
    assertThat(deadline.on(CompletableFuture.completedFuture(7)).join()).isEqualTo(7);
  }
}
