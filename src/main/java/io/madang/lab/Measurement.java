package io.madang.lab;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Readers of one topic over one transport, and a publisher: runs until it is closed.
 *
 * <p>Threads: any; two of its own do the work.
 */
public final class Measurement implements AutoCloseable {

  private static final long START_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 5;

  private final Room room;
  private final Loop loop;
  private final List<Line> lines = new ArrayList<>();
  private final Publisher publisher;
  private Snapshot opening;

  private Measurement(Target target, Load load) throws IOException {
    room = Room.open(target, load);
    loop = new Loop(room.counters());
    publisher = new Publisher(room);
    opening = room.counters().snapshot();
  }

  /**
   * Connects all readers, waits until they listen, and begins to publish and to count.
   *
   * @throws IOException when a reader cannot connect, or does not begin in time
   */
  public static Measurement start(Target target, Load load) throws IOException {
    Measurement started = new Measurement(target, load);
    try {
      started.connect();
      started.begin();
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void connect() throws IOException {
    Random random = new Random();
    int readers = room.load().readers();
    for (int i = 0; i < readers; i++) {
      SocketChannel channel = room.target().connect(room.network(), i);
      Line line =
          switch (room.load().transport()) {
            case POLLING, LONG_POLLING ->
                new PollLine(channel, room, room.load().transport(), (double) i / readers);
            case SSE, NDJSON -> new StreamLine(channel, room, room.load().transport());
            case WEBSOCKET -> new SocketLine(channel, room, random);
          };
      lines.add(line);
      loop.add(line);
    }
  }

  private void begin() throws IOException {
    if (!await(START_MILLIS, () -> lines.stream().allMatch(line -> line.follower().hasBegun()))) {
      throw new IOException("after 30 s not all readers listen: " + room.counters().firstFailure());
    }
    opening = room.counters().snapshot();
    room.counters().clear();
    publisher.start();
  }

  /** What it took to begin to listen, of all readers together. */
  public Snapshot opening() {
    return opening;
  }

  /** What was counted since then. */
  public Snapshot snapshot() {
    return room.counters().snapshot();
  }

  /**
   * Stops publishing and waits until every reader has everything; what is not there in time is
   * counted as missed.
   */
  public Snapshot finish(long patienceMillis) throws IOException {
    publisher.close();
    Counters counters = room.counters();
    await(patienceMillis, () -> left(counters) <= 0);
    Snapshot whole = counters.snapshot();
    counters.missed.add(Math.max(0, left(counters)));
    return new Snapshot(
        whole.seconds(),
        whole.published(),
        whole.delivered(),
        counters.missed.sum(),
        whole.repeated(),
        whole.failures(),
        whole.requests(),
        whole.upHead(),
        whole.upPayload(),
        whole.downHead(),
        whole.downPayload(),
        whole.p50Millis(),
        whole.p99Millis());
  }

  private long left(Counters counters) {
    return counters.published.sum() * lines.size()
        - counters.delivered.sum()
        - counters.missed.sum();
  }

  /** Looks at what other threads write, again and again; it is a bound, not a pause. */
  private static boolean await(long millis, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end) {
          return false;
        }
        Thread.sleep(LOOK_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    publisher.close();
    loop.close();
  }
}
