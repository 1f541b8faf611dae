package io.madang.lab;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Readers of one topic over one transport: listen until they are sent home.
 *
 * <p>Threads: made and called on one; the readers have one of their own.
 */
final class Audience implements AutoCloseable {

  private static final long START_MILLIS = 30_000;

  private final Room room;
  private final Loop loop;
  private final List<Line> lines = new ArrayList<>();
  private Snapshot opening;

  private Audience(Room room) throws IOException {
    this.room = room;
    this.loop = new Loop(room.counters());
    this.opening = room.counters().snapshot();
  }

  /**
   * Connects all readers and waits until they listen.
   *
   * @throws IOException when a reader cannot connect, or does not begin in time
   */
  static Audience open(Room room) throws IOException {
    Audience opened = new Audience(room);
    try {
      opened.connect();
      opened.begin();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
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
            case WEBSOCKET -> new SocketLine(channel, room, random, FrameSink.NONE);
          };
      lines.add(line);
      loop.add(line);
    }
  }

  private void begin() throws IOException {
    Counters counters = room.counters();
    counters.await(START_MILLIS, () -> hasBegun() || counters.failures.sum() > 0);
    if (!hasBegun()) {
      String why = counters.firstFailure();
      throw new IOException(why.isEmpty() ? "after 30 s not all readers listen" : why);
    }
  }

  private boolean hasBegun() {
    return lines.stream().allMatch(line -> line.follower().hasBegun());
  }

  Counters counters() {
    return room.counters();
  }

  /** What it took to begin to listen, of all readers together. */
  Snapshot opening() {
    return opening;
  }

  /** Begins to count anew; what was counted until now was the opening. */
  void startCounting() {
    opening = room.counters().snapshot();
    room.counters().clear();
  }

  /** Waits until every reader has everything; what is not there in time is counted as missed. */
  Snapshot finish(long patienceMillis) throws IOException {
    Counters counters = room.counters();
    counters.await(patienceMillis, () -> left() <= 0);
    counters.missed.add(Math.max(0, left()));
    return counters.snapshot();
  }

  private long left() {
    Counters counters = room.counters();
    return counters.published.sum() * lines.size()
        - counters.delivered.sum()
        - counters.missed.sum();
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
