package io.madang.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a connection is about to say: it goes out in one write.
 *
 * <p>Threads: one at a time; after the run began, the pacer's.
 */
public final class Outbox {

  private static final int BUFFER_BYTES = 1 << 17;

  private final Wire wire;
  private final ByteBuffer frames = ByteBuffer.allocate(BUFFER_BYTES);

  public Outbox(Wire wire) {
    this.wire = wire;
  }

  /** Adds a text; sends what was there before when there is no room. */
  void add(byte[] text) throws IOException {
    if (frames.remaining() < ClientFrames.room(text.length)) {
      send();
    }
    ClientFrames.append(frames, ClientFrames.TEXT, text);
  }

  void send() throws IOException {
    if (frames.position() > 0) {
      wire.send(frames.flip());
      frames.clear();
    }
  }
}
