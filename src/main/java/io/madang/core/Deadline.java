package io.madang.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a client is left without an answer when the store gives none.
 *
 * @param clock ours: Java's own for futures is a thread that holds on to the first web application
 *     that it served
 */
record Deadline(Duration patience, ScheduledExecutorService clock) {

  static final Duration COME_BACK = Duration.ofSeconds(1);

  /** The result, which is completed with a refusal when it does not come in time. */
  <T> CompletableFuture<T> on(CompletableFuture<T> result) {
    try {
      Future<?> alarm =
          clock.schedule(
              () -> result.completeExceptionally(new TimeoutException()),
              patience.toMillis(),
              TimeUnit.MILLISECONDS);
      result.whenComplete((value, fault) -> alarm.cancel(false));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(ending()); // nobody is left to give one
    }
    return result.exceptionally(
        fault -> {
          throw isLate(fault)
              ? Refusal.unavailable("the store did not answer in time", COME_BACK).exception()
              : new CompletionException(fault);
        });
  }

  /** The refusal while the server ends. */
  static RefusedException ending() {
    return Refusal.unavailable("the server goes away", COME_BACK).exception();
  }

  private static boolean isLate(Throwable fault) {
    return fault instanceof TimeoutException || fault.getCause() instanceof TimeoutException;
  }
}
