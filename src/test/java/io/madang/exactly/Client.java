package io.madang.exactly;

import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Position;
import io.madang.core.Slice;
import io.madang.core.Start;
import io.madang.core.Topic;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.History;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a client has: the cursor of each of its topics, and all that ever reached it.
 *
 * <p>Threads: one connection at a time writes; the cursors may be looked at by any.
 */
final class Client {

  private final Map<Topic, String> cursors = new ConcurrentHashMap<>();
  private final Map<Topic, History> histories = new ConcurrentHashMap<>();

  Client(String name, Collection<Topic> topics) {
    topics.forEach(topic -> histories.put(topic, new History(name + " in " + topic)));
  }

  Collection<Topic> topics() {
    return histories.keySet();
  }

  History history(Topic topic) {
    return histories.getOrDefault(topic, new History("nobody"));
  }

  /** Where it wants to go on. */
  Start start(Topic topic) {
    String cursor = cursors.get(topic);
    return cursor == null ? Start.newest(5) : Start.after(cursor);
  }

  boolean isAt(Topic topic, io.madang.core.Cursor place) {
    String cursor = cursors.get(topic);
    return cursor != null && Cursor.parse(cursor).equals(Cursor.parse(place.toString()));
  }

  /** Something reached it. */
  void receive(Event event) {
    if (event instanceof Slice slice) {
      slice.messages().forEach(this::receive);
    } else if (event instanceof Message m) {
      history(m.topic()).told(moved(m.topic(), m.cursor()), m.id());
    } else if (event instanceof Event.Gap gap) {
      history(gap.topic()).gap(moved(gap.topic(), gap.cursor()), gap.reason().name());
    } else if (event instanceof Event.Subscribed s) {
      history(s.topic()).started(Cursor.parse(s.cursor().toString()));
      if (s.recovered()) {
        cursors.put(s.topic(), s.cursor().toString());
      }
    }
  }

  private Cursor moved(Topic topic, io.madang.core.Cursor to) {
    cursors.put(topic, to.toString());
    return Cursor.parse(to.toString());
  }

  /** A whole answer to a poll reached it. */
  void receive(List<Event> events, List<Position> positions) {
    events.forEach(this::receive);
    positions.forEach(position -> cursors.put(position.topic(), position.text()));
  }

  /** Events one by one, as a wire that breaks may cut them. */
  static Stream<Event> each(List<Event> events) {
    return events.stream()
        .flatMap(e -> e instanceof Slice s ? s.messages().stream() : Stream.of(e));
  }
}
