package io.madang.lab;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * All transports at once on one topic, side by side: readers of each, and one publisher for all.
 *
 * <p>Threads: one; {@link #snapshots} any.
 */
public final class Comparison implements AutoCloseable {

  private final Map<Transport, Audience> audiences = new EnumMap<>(Transport.class);
  private final Publisher publisher;

  private Comparison(Target target, Load load, String topic, Pen pen) throws IOException {
    try {
      for (Transport transport : Transport.values()) {
        Room room = Room.of(target, load.over(transport), topic);
        audiences.put(transport, Audience.open(room));
      }
    } catch (IOException | RuntimeException e) {
      closeAudiences();
      throw e;
    }
    this.publisher =
        new Publisher(load, pen, audiences.values().stream().map(Audience::counters).toList());
  }

  /**
   * Connects all readers, waits until they listen, and begins to publish and to count.
   *
   * @param load what each transport gets; its own transport does not matter
   * @param pen writes to the topic; it is closed with this
   * @throws IOException when a reader cannot connect, or does not begin in time
   */
  public static Comparison start(Target target, Load load, String topic, Pen pen)
      throws IOException {
    Comparison started = new Comparison(target, load, topic, pen);
    started.audiences.values().forEach(Audience::startCounting);
    started.publisher.start();
    return started;
  }

  /** What it took to begin to listen, of all readers of each transport together. */
  public Map<Transport, Snapshot> openings() {
    return each(Audience::opening);
  }

  /** What was counted since then. */
  public Map<Transport, Snapshot> snapshots() {
    return each(audience -> audience.counters().snapshot());
  }

  /** The first thing that went wrong, or nothing. */
  public String firstFailure() {
    return audiences.values().stream()
        .map(audience -> audience.counters().firstFailure())
        .filter(failure -> !failure.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Waits so long, or until the publisher ends before by a fault. */
  public void runOn(long millis) throws IOException {
    publisher.runOn(millis);
  }

  /**
   * Stops publishing and waits until every reader has everything; what is not there in time is
   * counted as missed.
   */
  public Map<Transport, Snapshot> finish(long patienceMillis) throws IOException {
    publisher.close();
    long end = System.nanoTime() + patienceMillis * 1_000_000;
    for (Audience audience : audiences.values()) {
      audience.finish(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }
    return snapshots();
  }

  private Map<Transport, Snapshot> each(Function<Audience, Snapshot> look) {
    Map<Transport, Snapshot> found = new EnumMap<>(Transport.class);
    audiences.forEach((transport, audience) -> found.put(transport, look.apply(audience)));
    return found;
  }

  private void closeAudiences() throws IOException {
    for (Audience audience : audiences.values()) {
      audience.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      publisher.close();
    } finally {
      closeAudiences();
    }
  }
}
