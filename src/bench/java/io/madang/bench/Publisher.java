package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/**
 * Who publishes; several may share a connection, where the dialect lets them.
 *
 * <p>The body holds, beside its text: {@code p}, which publisher it is of; {@code n}, 1, 2, 3, …
 * for each publisher; {@code t}, when it was due.
 *
 * <p>Threads: one at a time; after the run began, the pacer's.
 */
public final class Publisher {

  private final Outbox outbox;
  private final Dialect dialect;
  private final Topic topic;
  private final String beforeNumber;
  private long number;

  /**
   * Makes a publisher.
   *
   * @param index which of the run's
   * @param textBytes length of the text in each body
   */
  public Publisher(Outbox outbox, Dialect dialect, Topic topic, int index, int textBytes) {
    this.outbox = outbox;
    this.dialect = dialect;
    this.topic = topic;
    this.beforeNumber = "{\"text\":\"" + "x".repeat(textBytes) + "\",\"p\":" + index + ",\"n\":";
  }

  /** Prepares a message, to go out with others of the connection. */
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
    outbox.send();
  }

  private void append(long dueNanos, String body) throws IOException {
    outbox.add(dialect.publish(dueNanos, body).getBytes(US_ASCII));
  }
}
