package io.madang.transport.http;

import io.madang.core.Cursor;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Refusal;
import io.madang.core.Slice;
import io.madang.core.Topic;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a stream is in each of its topics, as the id of a server-sent event.
 *
 * <p>{@code chat%2Flobby@k3f9a1.42,market%2FBTC-KRW@k3f9a1.7}. Threads: one at a time.
 */
final class EventId {

  /** Before the first topic has told where it begins. */
  private static final String NOWHERE = "-";

  private final int topics;
  private final Map<Topic, Cursor> cursors = new LinkedHashMap<>();

  EventId(int topics) {
    this.topics = topics;
  }

  boolean isOfOneTopic() {
    return topics == 1;
  }

  /** Takes over what the event says of the reader's position. */
  void move(Event event) {
    if (event instanceof Message message) {
      cursors.put(message.topic(), message.cursor());
    } else if (event instanceof Slice slice) {
      move(slice.messages().get(slice.messages().size() - 1));
    } else if (event instanceof Event.Subscribed subscribed) {
      cursors.put(subscribed.topic(), subscribed.cursor());
    } else if (event instanceof Event.Gap gap) {
      cursors.put(gap.topic(), gap.cursor());
    }
  }

  /** The cursor of each topic in an id that a client sent back. */
  static Map<String, String> parse(String id) {
    Map<String, String> cursors = new LinkedHashMap<>();
    if (id.equals(NOWHERE)) {
      return cursors;
    }
    for (String part : id.split(",", -1)) {
      int at = part.lastIndexOf('@');
      if (at < 0) {
        throw Refusal.badRequest("Last-Event-ID: not one of this server's").exception();
      }
      try {
        cursors.put(
            URLDecoder.decode(part.substring(0, at), StandardCharsets.UTF_8),
            part.substring(at + 1));
      } catch (IllegalArgumentException e) {
        throw Refusal.badRequest("Last-Event-ID: not one of this server's").exception();
      }
    }
    return cursors;
  }

  @Override
  public String toString() {
    return cursors.isEmpty() ? NOWHERE : join();
  }

  private String join() {
    return cursors.entrySet().stream()
        .map(e -> URLEncoder.encode(e.getKey().name(), StandardCharsets.UTF_8) + "@" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
