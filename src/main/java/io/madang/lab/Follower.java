package io.madang.lab;

import io.madang.wire.JsonMembers;
import java.util.Map;

/**
 * One reader's place in the topic: sees that each offset comes once and in order.
 *
 * <p>Threads: its loop's.
 */
final class Follower {

  private final Counters counters;
  private volatile long offset = -1;

  Follower(Counters counters) {
    this.counters = counters;
  }

  /** Whether it knows where it began. */
  boolean hasBegun() {
    return offset >= 0;
  }

  long offset() {
    return offset;
  }

  /** Begins behind a cursor, unless it has begun. */
  void begin(String cursor) {
    if (offset < 0) {
      offset = offsetOf(cursor);
      counters.tell();
    }
  }

  /** Takes a frame of {@code madang.v1}. */
  void take(String frame, long receivedNanos) {
    Map<String, String> members = JsonMembers.of(frame);
    String type = JsonMembers.unquoted(members.getOrDefault("type", ""));
    String cursor = JsonMembers.unquoted(members.getOrDefault("cursor", ""));
    switch (type) {
      case "subscribed" -> begin(cursor);
      case "message" ->
          message(
              offsetOf(cursor),
              JsonMembers.unquoted(members.getOrDefault("id", "")),
              receivedNanos);
      case "gap", "error", "bye" -> counters.failed("the server said " + frame);
      default -> {}
    }
  }

  private void message(long got, String id, long receivedNanos) {
    if (got <= offset) {
      counters.repeated.increment();
      return;
    }
    counters.missed.add(got - offset - 1);
    counters.delivered.increment();
    offset = got;
    counters.tell();
    long sent = Publisher.sentNanos(id);
    if (sent != 0) {
      counters.latencies.record(receivedNanos - sent);
    }
  }

  private static long offsetOf(String cursor) {
    String[] parts = cursor.split("\\.", -1);
    return parts.length > 1 && parts[1].matches("[0-9]{1,18}") ? Long.parseLong(parts[1]) : 0;
  }
}
