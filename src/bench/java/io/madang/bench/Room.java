package io.madang.bench;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everybody who listens to one topic of {@link BareBroadcast}.
 *
 * <p>Threads: any. The lock covers the offset and the queues, so that all hear the same order; what
 * is queued is sent outside it.
 */
final class Room {

  private final String topic;
  private final List<Outbox> outboxes = new CopyOnWriteArrayList<>();
  private long offset;

  Room(String topic) {
    this.topic = topic;
  }

  void enter(Outbox outbox) {
    synchronized (this) {
      outbox.queue(
          "{\"type\":\"subscribed\",\"topic\":\"%s\",\"cursor\":\"bare.%d\",\"recovered\":true}"
              .formatted(topic, offset));
      outboxes.add(outbox);
    }
    outbox.flush();
  }

  void leave(Outbox outbox) {
    outboxes.remove(outbox);
  }

  /** Tells everybody and returns the offset that the message got. */
  long say(String id, String body) {
    long mine;
    synchronized (this) {
      mine = ++offset;
      String frame = frame(mine, id, body);
      outboxes.forEach(outbox -> outbox.queue(frame));
    }
    outboxes.forEach(Outbox::flush);
    return mine;
  }

  /** Writes a frame as long as those of the server that this one is held against. */
  private String frame(long number, String id, String body) {
    return "{\"type\":\"message\",\"topic\":\""
        + topic
        + "\",\"cursor\":\"bare."
        + number
        + "\",\"id\":\""
        + id
        + "\",\"user\":\"0123456789abcdef\",\"name\":\"bench\",\"at\":\""
        + Instant.ofEpochMilli(System.currentTimeMillis())
        + "\",\"body\":"
        + body
        + "}";
  }
}
