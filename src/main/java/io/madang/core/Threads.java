package io.madang.core;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the core beside the writers: fan-out lanes, the catch-up pool, and a clock.
 *
 * <p>The clock starts things and does none itself.
 */
public final class Threads implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Threads.class.getName());

  private final Lanes lanes;
  private final ExecutorService catchUp;
  private final ScheduledThreadPoolExecutor clock;

  /**
   * Starts them.
   *
   * @param fanOut threads that hand slices to connections
   * @param catchUp threads that read the store
   */
  public Threads(int fanOut, int catchUp) {
    this.lanes = new Lanes(fanOut);
    this.catchUp = Executors.newFixedThreadPool(catchUp, named("madang-catch-up"));
    this.clock = new ScheduledThreadPoolExecutor(1, named("madang-clock"));
    clock.setRemoveOnCancelPolicy(true);
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  Lanes lanes() {
    return lanes;
  }

  /** Has a task run where the store may be read. At the end it is not run. */
  void inBackground(Runnable task) {
    try {
      catchUp.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "shutting down: {0}", e);
    }
  }

  /** For what reads the store. */
  public ExecutorService catchUp() {
    return catchUp;
  }

  /** For what happens later; only to start things. */
  public ScheduledExecutorService clock() {
    return clock;
  }

  /** Runs a task after a while; never, when the server stops before. */
  public void later(Duration wait, Runnable task) {
    try {
      clock.schedule(new SafeTask(task), TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "the server stops: {0}", e.toString());
    }
  }

  /** Daemon threads with a name that tells what they are for. */
  public static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      int n = count.incrementAndGet();
      Thread thread = new Thread(task, n == 1 ? name : name + "-" + n);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    clock.shutdownNow();
    lanes.close();
    catchUp.shutdownNow();
    try {
      if (!catchUp.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "a catch-up thread did not end in 5 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
