package io.madang.exactly;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What faulty stores say that is not so. */
final class Claims {

  /** Stands between an id and what makes it another. */
  static final String MARK = "~";

  private static final String PHANTOM = "phantom" + MARK;

  private Claims() {}

  /** As if these drafts had just been kept at the heads of their topics. */
  static List<Kept> of(MessageStore store, List<Draft> drafts) {
    Map<Topic, Long> heads = new HashMap<>();
    List<Kept> claimed = new ArrayList<>();
    for (Draft draft : drafts) {
      Draft.NewMessage m = (Draft.NewMessage) draft;
      var ends = store.ends(m.topic());
      long offset = heads.merge(m.topic(), ends.head() + 1, (head, first) -> head + 1);
      var cursor = ends.headCursor().at(offset);
      claimed.add(
          new Kept.OfMessage(
              new Message(
                  m.topic(), cursor, m.id(), m.sender(), System.currentTimeMillis(), m.body()),
              false));
    }
    return claimed;
  }

  /** A draft that takes an offset, and that no page shows. */
  static Draft phantom(Draft draft) {
    return withId(draft, id -> PHANTOM + id);
  }

  static boolean isReal(Message message) {
    return !message.id().startsWith(PHANTOM);
  }

  static Draft withId(Draft draft, UnaryOperator<String> id) {
    Draft.NewMessage m = (Draft.NewMessage) draft;
    return new Draft.NewMessage(m.topic(), m.sender(), id.apply(m.id()), m.body());
  }

  static Kept with(Kept kept, UnaryOperator<Message> change) {
    Kept.OfMessage m = (Kept.OfMessage) kept;
    return new Kept.OfMessage(change.apply(m.message()), m.isRepeat());
  }

  /** The message under the id that its publisher gave it. */
  static Message asSent(Message m) {
    String id = m.id().split(MARK, 2)[0];
    return new Message(m.topic(), m.cursor(), id, m.sender(), m.atMillis(), m.body());
  }

  static Message at(long offset, Message m) {
    return new Message(
        m.topic(), m.cursor().at(offset), m.id(), m.sender(), m.atMillis(), m.body());
  }

  /** Each draft with the body of the next one. */
  static List<Draft> swapped(List<Draft> drafts) {
    List<Draft> swapped = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft.NewMessage m = (Draft.NewMessage) drafts.get(i);
      Draft.NewMessage next = (Draft.NewMessage) drafts.get((i + 1) % drafts.size());
      swapped.add(new Draft.NewMessage(m.topic(), m.sender(), m.id(), next.body()));
    }
    return swapped;
  }
}
