package io.madang.store;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Person;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.util.ArrayList;
import java.util.List;

/** Drafts for the tests, and what came of them in few words. */
final class Drafts {

  static final Topic LOBBY = new Topic("chat/lobby");
  static final Topic KITCHEN = new Topic("chat/kitchen");
  static final Person ANN = new Person("ann", "Ann");
  static final Person BOB = new Person("bob", "Bob");

  private Drafts() {}

  static Draft message(Topic topic, Person sender, String id) {
    return new Draft.NewMessage(topic, sender, id, "{\"of\":\"" + id + "\"}");
  }

  static Draft message(Topic topic, String id) {
    return message(topic, ANN, id);
  }

  static Draft state(Topic topic, String key, String json) {
    return new Draft.NewState(topic, key, json);
  }

  /** Appends one by one in a batch: m1, m2, …. */
  static void fill(MessageStore store, Topic topic, int from, int to) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      drafts.add(message(topic, "m" + i));
    }
    store.append(drafts);
  }

  static Message messageOf(Kept kept) {
    return ((Kept.OfMessage) kept).message();
  }

  static boolean isRepeat(Kept kept) {
    return ((Kept.OfMessage) kept).isRepeat();
  }

  static StateValue stateOf(Kept kept) {
    return ((Kept.OfState) kept).value();
  }

  static List<Long> offsets(List<Kept> kept) {
    return kept.stream().map(k -> messageOf(k).offset()).toList();
  }

  static List<Long> offsets(Page page) {
    return page.messages().stream().map(Message::offset).toList();
  }
}
