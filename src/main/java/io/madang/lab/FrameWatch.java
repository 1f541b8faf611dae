package io.madang.lab;

import java.io.IOException;
import java.util.Random;

/**
 * One reader over WebSocket whose frames are shown. It asks for signs of life, as text and as ping,
 * and says goodbye; it is not measured.
 *
 * <p>Threads: any; the reader has one of its own.
 */
public final class FrameWatch implements AutoCloseable {

  private static final int DONE = 1000;
  private static final long PATIENCE_MILLIS = 5_000;

  private final Counters counters;
  private final Loop loop;
  private final SocketLine line;

  private FrameWatch(Room room, FrameSink sink) throws IOException {
    this.counters = room.counters();
    this.line = new SocketLine(room.target().connect(room.network(), 0), room, new Random(), sink);
    this.loop = new Loop(counters);
  }

  /**
   * Connects and listens to a topic.
   *
   * @throws IOException when it cannot
   */
  public static FrameWatch start(Target target, Load load, String topic, FrameSink sink)
      throws IOException {
    FrameWatch started = new FrameWatch(Room.of(target, load, topic), sink);
    started.loop.add(started.line);
    Counters counters = started.counters;
    counters.await(
        PATIENCE_MILLIS, () -> started.line.follower().hasBegun() || counters.failures.sum() > 0);
    if (!started.line.follower().hasBegun()) {
      started.loop.close();
      throw new IOException("no WebSocket: " + counters.firstFailure());
    }
    started.loop.soon(started.line::askForLife);
    return started;
  }

  /** Sends a close frame; the server's answer to it is the last that is heard. */
  public void sayGoodbye(String reason) {
    loop.soon(() -> line.sayGoodbye(DONE, reason));
  }

  /** Says goodbye, unless it has, and waits a moment for the answer. */
  @Override
  public void close() throws IOException {
    sayGoodbye("done");
    try {
      counters.await(PATIENCE_MILLIS, line::isClosed);
    } finally {
      loop.close();
    }
  }
}
