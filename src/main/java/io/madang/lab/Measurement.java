package io.madang.lab;

import java.io.IOException;
import java.util.List;

/**
 * Readers of one topic over one transport, and a publisher: runs until it is closed.
 *
 * <p>Threads: any; two of its own do the work.
 */
public final class Measurement implements AutoCloseable {

  private final Audience audience;
  private final Publisher publisher;

  private Measurement(Room room, Audience audience) throws IOException {
    this.audience = audience;
    this.publisher = new Publisher(room.load(), new PostPen(room), List.of(room.counters()));
  }

  /**
   * Connects all readers, waits until they listen, and begins to publish and to count.
   *
   * @throws IOException when a reader cannot connect, or does not begin in time
   */
  public static Measurement start(Target target, Load load) throws IOException {
    Room room = Room.open(target, load);
    Audience audience = Audience.open(room);
    try {
      Measurement started = new Measurement(room, audience);
      audience.startCounting();
      started.publisher.start();
      return started;
    } catch (IOException | RuntimeException e) {
      audience.close();
      throw e;
    }
  }

  /** What it took to begin to listen, of all readers together. */
  public Snapshot opening() {
    return audience.opening();
  }

  /** What was counted since then. */
  public Snapshot snapshot() {
    return audience.counters().snapshot();
  }

  /** Waits so long, or until the publisher ends before by a fault. */
  void runOn(long millis) throws IOException {
    publisher.runOn(millis);
  }

  /**
   * Stops publishing and waits until every reader has everything; what is not there in time is
   * counted as missed.
   */
  public Snapshot finish(long patienceMillis) throws IOException {
    publisher.close();
    return audience.finish(patienceMillis);
  }

  @Override
  public void close() throws IOException {
    try {
      publisher.close();
    } finally {
      audience.close();
    }
  }
}
