package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One connection that publishes.
 *
 * <p>The body holds, beside its text, {@code t}: when the message was due. What is prepared goes
 * out in one write.
 *
 * <p>Threads: the pacer's.
 */
public final class Publisher {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Wire wire;
  private final String beforeId;
  private final String beforeDue;
  private final ByteBuffer frames = ByteBuffer.allocate(BUFFER_BYTES);

  /**
   * Makes a publisher.
   *
   * @param run names the run, so that no id is used twice
   * @param textBytes length of the text in each body
   */
  public Publisher(Wire wire, String topic, String run, int textBytes) {
    this.wire = wire;
    this.beforeId = "{\"type\":\"publish\",\"topic\":\"" + topic + "\",\"id\":\"" + run + "-";
    this.beforeDue = "\",\"body\":{\"text\":\"" + "x".repeat(textBytes) + "\",\"t\":";
  }

  /** Prepares a message; sends what was prepared before when there is no room. */
  public void prepare(long dueNanos) throws IOException {
    byte[] text = (beforeId + dueNanos + beforeDue + dueNanos + "}}").getBytes(US_ASCII);
    if (frames.remaining() < ClientFrames.room(text.length)) {
      send();
    }
    ClientFrames.append(frames, ClientFrames.TEXT, text);
  }

  public void send() throws IOException {
    wire.send(frames.flip());
    frames.clear();
  }
}
