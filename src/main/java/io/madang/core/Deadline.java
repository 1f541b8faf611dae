package io.madang.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a client is left without an answer when the store gives none. */
record Deadline(Duration patience) {

  static final Duration COME_BACK = Duration.ofSeconds(1);

  /** The same result, or a refusal when it does not come in time. */
  <T> CompletableFuture<T> on(CompletableFuture<T> result) {
    return result
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            fault -> {
              throw fault instanceof TimeoutException
                  ? Refusal.unavailable("the store did not answer in time", COME_BACK).exception()
                  : new CompletionException(fault);
            });
  }
}
