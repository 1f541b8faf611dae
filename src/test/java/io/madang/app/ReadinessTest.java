package io.madang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.StoreException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a server is ready is said soon, whatever the store does. */
class ReadinessTest {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicInteger touches = new AtomicInteger();

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  @Test
  void howeverOftenSomebodyAsksTheStoreIsAskedSometimes() {
    Readiness readiness = new Readiness(touches::incrementAndGet, thread);
    long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
    while (System.nanoTime() < end) {
      assertThat(readiness.isReady()).isTrue();
    }
    assertThat(touches.get()).isBetween(2, 4);
  }

  @Test
  void aStoreThatHangsIsNotReadySoonAndIsAskedOnce() {
    Semaphore gate = new Semaphore(0);
    Readiness readiness =
        new Readiness(
            () -> {
              touches.incrementAndGet();
              gate.acquireUninterruptibly();
            },
            thread);
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(readiness.isReady()).isFalse();
    }
    Duration once = Duration.ofSeconds(2); // and not a thousand times, on a busy machine
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(once);
    assertThat(touches).hasValue(1);
    gate.release(1_000);
    await().atMost(Duration.ofSeconds(1)).until(readiness::isReady);
  }

  @Test
  void aStoreThatFailsIsNotReadyAndHealsByItself() {
    Readiness readiness =
        new Readiness(
            () -> {
              if (touches.incrementAndGet() < 3) {
                throw new StoreException("full", new IllegalStateException("on purpose"));
              }
            },
            thread);
    assertThat(readiness.isReady()).isFalse();
    await().atMost(Duration.ofSeconds(2)).until(readiness::isReady);
    assertThat(touches).hasValue(3);
  }

  @Test
  void atTheEndItIsNotReady() {
    Readiness readiness = new Readiness(touches::incrementAndGet, thread);
    thread.shutdownNow();
    assertThat(readiness.isReady()).isFalse();
  }
}
