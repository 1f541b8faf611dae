package io.madang.app;

import io.madang.core.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the store keeps what it is given now.
 *
 * <p>It is asked to keep something, as a full disk can still be read. One such look is under way at
 * a time, and a few are made in a second at most, however often somebody asks here. Who asks hears
 * within a second.
 *
 * <p>Threads: any.
 */
final class Readiness {

  private static final System.Logger LOG = System.getLogger(Readiness.class.getName());
  private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();
  private static final long PATIENCE_NANOS = Duration.ofMillis(700).toNanos();

  private final Runnable touch;
  private final Executor thread;
  private CompletableFuture<Boolean> look = CompletableFuture.completedFuture(false);
  private long since = System.nanoTime() - FRESH_NANOS;

  /** {@code touch} makes the store keep something, or throws; it is run on {@code thread}. */
  Readiness(Runnable touch, Executor thread) {
    this.touch = touch;
    this.thread = thread;
  }

  boolean isReady() {
    try {
      long began = begin();
      long patience = began + PATIENCE_NANOS - System.nanoTime();
      return current().get(Math.max(0, patience), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> current() {
    return look;
  }

  /** Begins a look if the last one is over and old; when the newest one began. */
  private synchronized long begin() {
    long now = System.nanoTime();
    if (look.isDone() && now - since >= FRESH_NANOS) {
      since = now;
      look = CompletableFuture.supplyAsync(this::look, thread);
    }
    return since;
  }

  private boolean look() {
    try {
      touch.run();
      return true;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "the store keeps nothing: {0}", e.getMessage());
      return false;
    }
  }
}
