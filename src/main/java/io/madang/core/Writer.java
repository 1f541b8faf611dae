package io.madang.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Group commit: one thread that takes everything that waits, across topics, into one transaction.
 *
 * <p>When several wait, commits keep a distance of 2 ms, so that more go into each: a commit costs
 * as much as many messages in it. Whoever waits alone is committed at once.
 *
 * <p>A draft that the store did not take in time is refused as unavailable; when it was already on
 * its way it may still be kept, and is then told to the readers like any other: the publisher that
 * tries again with the same id is acknowledged with its cursor.
 *
 * <p>Threads: {@link #submit} and {@link #expire} any. Results are completed on the writer's
 * thread, which must not call a client.
 */
final class Writer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Writer.class.getName());
  private static final int MAX_BATCH = 1_000;
  private static final long APART_NANOS = 2_000_000;
  private static final Duration LOOK_UP = Duration.ofMillis(200);
  private static final Duration END = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private record Waiting(Draft draft, CompletableFuture<Kept> result, long since) {}

  private final MessageStore store;
  private final Consumer<List<Kept>> afterCommit;
  private final Consumer<Topic> doubt;
  private final BlockingQueue<Waiting> queue;
  private final Thread thread;
  private volatile List<Waiting> inFlight = List.of();
  private volatile boolean isClosed;
  private long lastCommit = System.nanoTime(); // the writer's own

  /**
   * Starts the writer; {@code doubt} hears of topics whose last write may or may not have happened.
   */
  Writer(
      MessageStore store, Limits limits, Consumer<List<Kept>> afterCommit, Consumer<Topic> doubt) {
    this.store = store;
    this.afterCommit = afterCommit;
    this.doubt = doubt;
    this.queue = new ArrayBlockingQueue<>(limits.waitingPublishes());
    this.thread = Threads.named("madang-writer").newThread(this::run);
    thread.start();
  }

  /** Hands a draft over; the result comes when it is committed, or a {@link RefusedException}. */
  CompletableFuture<Kept> submit(Draft draft) {
    Waiting waiting = new Waiting(draft, new CompletableFuture<>(), System.nanoTime());
    if (isClosed) {
      waiting.result.completeExceptionally(Deadline.ending());
    } else if (!queue.offer(waiting)) {
      waiting.result.completeExceptionally(unavailable("too many publishes wait for the store"));
    }
    return waiting.result;
  }

  /** Refuses what has waited longer than the timeout. */
  void expire(Duration timeout) {
    long oldest = System.nanoTime() - timeout.toNanos();
    inFlight.forEach(w -> refuseIfOlder(w, oldest));
    queue.forEach(w -> refuseIfOlder(w, oldest));
  }

  int waiting() {
    return queue.size();
  }

  private static void refuseIfOlder(Waiting waiting, long oldest) {
    if (waiting.since - oldest < 0) {
      waiting.result.completeExceptionally(unavailable("the store did not answer in time"));
    }
  }

  private void run() {
    while (!isClosed || !queue.isEmpty()) {
      try {
        List<Waiting> batch = take();
        batch.removeIf(w -> w.result.isDone());
        if (!batch.isEmpty()) {
          commit(batch);
        }
      } catch (InterruptedException e) {
        isClosed = true;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "the writer failed after a commit", e);
      }
    }
  }

  private List<Waiting> take() throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    Waiting first = queue.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, MAX_BATCH - 1);
    }
    if (batch.size() > 1) {
      LockSupport.parkNanos(lastCommit + APART_NANOS - System.nanoTime());
      queue.drainTo(batch, MAX_BATCH - batch.size());
    }
    return batch;
  }

  private void commit(List<Waiting> batch) {
    inFlight = batch;
    lastCommit = System.nanoTime();
    List<Kept> kept;
    try {
      kept = store.append(batch.stream().map(Waiting::draft).toList());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the store refused {0} drafts: {1}", batch.size(), e);
      batch.forEach(w -> w.result.completeExceptionally(unavailable("the store is not available")));
      batch.stream().map(w -> w.draft.topic()).distinct().forEach(doubt);
      return;
    } finally {
      inFlight = List.of();
    }
    try {
      afterCommit.accept(kept);
    } finally {
      for (int i = 0; i < kept.size(); i++) {
        batch.get(i).result.complete(kept.get(i));
      }
    }
  }

  private static RefusedException unavailable(String detail) {
    return Refusal.unavailable(detail, RETRY).exception();
  }

  /** Takes no more; what waits is still committed. */
  void end() {
    isClosed = true;
  }

  /** Commits what waits, then ends; waits for it 5 s at most. */
  @Override
  public void close() {
    end();
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.log(System.Logger.Level.WARNING, "the store did not finish its last commit in {0}", END);
    }
    expire(Duration.ZERO);
  }
}
