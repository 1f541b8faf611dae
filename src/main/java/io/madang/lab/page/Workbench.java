package io.madang.lab.page;

import io.madang.core.Hub;
import io.madang.core.Refusal;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.lab.Comparison;
import io.madang.lab.FrameWatch;
import io.madang.lab.Load;
import io.madang.lab.Target;
import io.madang.lab.page.Tidings.Phase;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Measures this server, one measurement at a time, and tells its topic.
 *
 * <p>The same two topics serve all measurements, so none is left behind: one for the feed, one for
 * what is told. Both live in memory, with a name of this life of the server.
 *
 * <p>Threads: any; the measurement has one of its own.
 */
public final class Workbench implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Workbench.class.getName());
  private static final long TELL_MILLIS = 500;
  private static final long PATIENCE_MILLIS = 6_000;
  private static final long END_SECONDS = 5;
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Hub hub;
  private final Topic topic;
  private final Topic feed;
  private final AtomicBoolean isTaken = new AtomicBoolean();
  private final AtomicLong runs = new AtomicLong();
  private final AtomicReference<@Nullable FrameWatch> watched = new AtomicReference<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Threads.named("madang-lab"));
  private volatile boolean isEnding;

  public Workbench(Hub hub) {
    this.hub = hub;
    long life = new SecureRandom().nextLong() >>> 16;
    this.topic = new Topic(Lab.NAMESPACE + "/" + Long.toString(life, Character.MAX_RADIX));
    this.feed = new Topic(topic.name() + "/feed");
  }

  /** Where figures and frames are told. */
  Topic topic() {
    return topic;
  }

  /**
   * Begins a measurement; its result is told in the topic.
   *
   * @return its number
   * @throws io.madang.core.RefusedException {@code unavailable} while there is another
   */
  long start(Target target, LabLimits.Order order) {
    if (isEnding || !isTaken.compareAndSet(false, true)) {
      throw Refusal.unavailable("a measurement is going on; there is one at a time", COME_BACK)
          .exception();
    }
    Tidings tidings = new Tidings(hub, topic, runs.incrementAndGet(), order);
    tidings.phase(Phase.CONNECTING);
    thread.execute(() -> run(target, tidings));
    return tidings.run();
  }

  /** Closes the connection whose frames are shown; whether there is one. */
  boolean closeWatched(String reason) {
    FrameWatch watch = watched.get();
    if (watch != null) {
      watch.sayGoodbye(reason);
    }
    return watch != null;
  }

  private void run(Target target, Tidings tidings) {
    String failure = attempt(target, tidings);
    watched.set(null);
    isTaken.set(false);
    tidings.phase(failure.isEmpty() ? Phase.FINISHED : Phase.FAILED, failure);
  }

  /** What failed, in words, or nothing. */
  private String attempt(Target target, Tidings tidings) {
    try {
      return measure(target, tidings);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      return Refusal.of(e).detail();
    }
  }

  private String measure(Target target, Tidings tidings) throws IOException {
    Load load = tidings.order().load();
    try (FrameWatch watch = FrameWatch.start(target, load, feed.name(), new FrameNotes(tidings));
        Comparison readers = Comparison.start(target, load, feed.name(), new HubPen(hub, feed))) {
      watched.set(watch);
      tidings.phase(Phase.RUNNING);
      long end = System.nanoTime() + Duration.ofSeconds(tidings.order().seconds()).toNanos();
      long left = end - System.nanoTime();
      while (left > 0 && !isEnding && readers.firstFailure().isEmpty()) {
        readers.runOn(Math.max(1, Math.min(TELL_MILLIS, left / 1_000_000)));
        tidings.figures(readers.snapshots(), readers.openings());
        left = end - System.nanoTime();
      }
      tidings.figures(readers.finish(PATIENCE_MILLIS), readers.openings());
      return readers.firstFailure();
    }
  }

  /** Ends the measurement that is going on. */
  @Override
  public void close() {
    isEnding = true;
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "a measurement did not end in 5 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
