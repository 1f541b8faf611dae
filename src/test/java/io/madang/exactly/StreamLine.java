package io.madang.exactly;

import io.madang.core.Event;
import io.madang.core.Hub;
import io.madang.core.Reader;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket or a stream: many writes, done now or later, and cut in the middle of one.
 *
 * <p>Threads: any; guarded by {@code this}.
 */
final class StreamLine implements Line {

  private final Client client;
  private final Hub hub;
  private final ScheduledExecutorService clock;
  private final Random random;
  private final Fault fault;
  private final int mostLateMillis;
  private final double cutChance;
  private boolean isCut;
  private boolean isInFlight;
  private @Nullable Reader reader;

  /** A line that breaks with this chance each time that something is written. */
  StreamLine(Client client, Hub hub, World world, Random random, double cutChance) {
    this.client = client;
    this.hub = hub;
    this.clock = world.clock();
    this.fault = world.fault();
    this.random = random;
    this.cutChance = cutChance;
    this.mostLateMillis = random.nextInt(4) == 0 ? 80 : 6;
  }

  @Override
  public void begin(Reader begun) {
    synchronized (this) {
      reader = begun;
    }
    begun.start();
  }

  @Override
  public void write(List<Event> events, Runnable done) {
    synchronized (this) {
      if (isInFlight) {
        throw new AssertionError("two writes in flight");
      }
      isInFlight = true;
    }
    if (random.nextInt(3) == 0) {
      arrive(events, done);
    } else {
      later(() -> arrive(events, done));
    }
  }

  private void later(Runnable task) {
    try {
      clock.schedule(task, random.nextInt(mostLateMillis), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      cut();
    }
  }

  private void arrive(List<Event> events, Runnable done) {
    List<Event> all = Client.each(fault.deliver(events, random)).toList();
    boolean isLast;
    synchronized (this) {
      if (isCut) {
        return;
      }
      isLast = random.nextDouble() < cutChance;
      int arrived = isLast ? random.nextInt(all.size() + 1) : all.size();
      all.subList(0, arrived).forEach(client::receive);
      isInFlight = false;
    }
    if (isLast) {
      cut();
    } else {
      done.run();
    }
  }

  @Override
  public void cut() {
    Reader begun;
    synchronized (this) {
      isCut = true;
      begun = reader;
    }
    if (begun != null) {
      hub.disconnect(begun);
    }
  }

  @Override
  public void close(int code, String reason) {
    cut();
  }

  @Override
  public synchronized boolean hasEnded() {
    return isCut;
  }
}
