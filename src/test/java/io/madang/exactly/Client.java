package io.madang.exactly;

import io.madang.core.Cursor;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Position;
import io.madang.core.Slice;
import io.madang.core.Start;
import io.madang.core.Topic;
import io.madang.history.Witness;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a client has: the cursor of each of its topics; all that reaches it is written down.
 *
 * <p>Threads: one connection at a time writes; the cursors may be looked at by any.
 */
final class Client {

  private final Map<Topic, String> cursors = new ConcurrentHashMap<>();
  private final Collection<Topic> topics;
  private final Witness witness;

  Client(Witness witness, Collection<Topic> topics) {
    this.witness = witness;
    this.topics = topics;
  }

  Collection<Topic> topics() {
    return topics;
  }

  Witness witness() {
    return witness;
  }

  /** Where it wants to go on. */
  Start start(Topic topic) {
    String cursor = cursors.get(topic);
    return cursor == null ? Start.newest(5) : Start.after(cursor);
  }

  boolean isAt(Topic topic, Cursor place) {
    String cursor = cursors.get(topic);
    return cursor != null && (cursor + ".").startsWith(place + ".");
  }

  /** Something reached it. */
  void receive(Event event) {
    if (event instanceof Slice slice) {
      slice.messages().forEach(this::receive);
    } else if (event instanceof Message m) {
      moved(m.topic(), m.cursor());
      witness.told(m.topic().name(), m.cursor().toString(), m.id(), m.sender().user(), m.body());
    } else if (event instanceof Event.Gap gap) {
      moved(gap.topic(), gap.cursor());
      String why = gap.reason().name().toLowerCase(Locale.ROOT);
      witness.gap(gap.topic().name(), gap.cursor().toString(), why);
    } else if (event instanceof Event.Subscribed s) {
      witness.started(s.topic().name(), s.cursor().toString());
      if (s.recovered()) {
        moved(s.topic(), s.cursor());
      }
    } else if (event instanceof Event.Roster roster) {
      witness.online(roster.topic().name(), users(roster.online()));
    } else if (event instanceof Event.RosterChange change) {
      witness.changed(change.topic().name(), users(change.join()), users(change.leave()));
    }
  }

  private static List<String> users(List<Person> people) {
    return people.stream().map(Person::user).toList();
  }

  private void moved(Topic topic, Cursor to) {
    cursors.put(topic, to.toString());
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
