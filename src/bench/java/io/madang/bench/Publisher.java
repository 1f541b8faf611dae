package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One connection that publishes.
 *
 * <p>The body holds, beside its text: {@code p}, which publisher it is of; {@code n}, 1, 2, 3, …
 * for each publisher; {@code t}, when it was due. What is prepared goes out in one write.
 *
 * <p>Threads: one at a time; after the run began, the pacer's.
 */
public final class Publisher {

  private static final int BUFFER_BYTES = 1 << 17;

  private final Wire wire;
  private final Dialect dialect;
  private final Topic topic;
  private final String beforeNumber;
  private final ByteBuffer frames = ByteBuffer.allocate(BUFFER_BYTES);
  private long number;

  /**
   * Makes a publisher.
   *
   * @param index which of the run's
   * @param textBytes length of the text in each body
   */
  public Publisher(Wire wire, Dialect dialect, Topic topic, int index, int textBytes) {
    this.wire = wire;
    this.dialect = dialect;
    this.topic = topic;
    this.beforeNumber = "{\"text\":\"" + "x".repeat(textBytes) + "\",\"p\":" + index + ",\"n\":";
  }

  /** Prepares a message; sends what was prepared before when there is no room. */
  public void prepare(long dueNanos) throws IOException {
    number++;
    topic.countPublished();
    append(dueNanos, beforeNumber + number + ",\"t\":" + dueNanos + "}");
  }

  /** Sends a message that does not count: who gets it, listens. */
  void probe() throws IOException {
    append(0, beforeNumber + "0,\"t\":0}");
    send();
  }

  public void send() throws IOException {
    wire.send(frames.flip());
    frames.clear();
  }

  private void append(long dueNanos, String body) throws IOException {
    byte[] text = dialect.publish(dueNanos, body).getBytes(US_ASCII);
    if (frames.remaining() < ClientFrames.room(text.length)) {
      send();
    }
    ClientFrames.append(frames, ClientFrames.TEXT, text);
  }
}
