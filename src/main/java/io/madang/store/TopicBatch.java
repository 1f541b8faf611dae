package io.madang.store;

import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One topic's part of a batch of drafts, while it is being kept.
 *
 * <p>What happens to it, in this order: every draft is {@link #add added}; offsets for all its new
 * ids and versions for all its states are {@link #taken}; the ids that are kept already are {@link
 * #isKnown told}; each draft gets its place ({@link #keep}).
 *
 * <p>Threads: one at a time.
 */
final class TopicBatch {

  /** Under which a message is known in its topic. */
  record Id(String id, String user) {
    static Id of(Draft.NewMessage draft) {
      return new Id(draft.id(), draft.sender().user());
    }
  }

  private final Topic topic;
  private final TopicRow row;
  private final long atMillis;
  private final Set<Id> ids = new LinkedHashSet<>();
  private final Map<Id, Long> offsets = new HashMap<>();
  private final List<Message> fresh = new ArrayList<>();
  private final Map<String, StateValue> newest = new LinkedHashMap<>();
  private int states;
  private long offset;
  private long version;

  TopicBatch(Topic topic, TopicRow row, long atMillis) {
    this.topic = topic;
    this.row = row;
    this.atMillis = atMillis;
  }

  /** The topic's key in the tables. */
  long row() {
    return row.id();
  }

  void add(Draft draft) {
    if (draft instanceof Draft.NewMessage message) {
      ids.add(Id.of(message));
    } else {
      states++;
    }
  }

  /** Each once, however often it is published here. */
  Set<Id> ids() {
    return ids;
  }

  int states() {
    return states;
  }

  /** The topic's row says so after as many offsets as ids, and versions as states, were taken. */
  void taken(long head, long stateVersion) {
    offset = head - ids.size();
    version = stateVersion - states;
  }

  /** The id is in the log already. */
  void isKnown(Id id, long at) {
    offsets.put(id, at);
  }

  /** How many offsets were taken for nothing; asked after the known ones are told. */
  int surplus() {
    return offsets.size();
  }

  Kept keep(Draft draft) {
    return draft instanceof Draft.NewMessage message
        ? keepMessage(message)
        : keepState((Draft.NewState) draft);
  }

  private Kept keepMessage(Draft.NewMessage draft) {
    Long known = offsets.get(Id.of(draft));
    Cursor cursor = new Cursor(row.epoch(), known == null ? ++offset : known);
    Message message =
        new Message(topic, cursor, draft.id(), draft.sender(), atMillis, draft.body());
    if (known == null) {
      offsets.put(Id.of(draft), offset);
      fresh.add(message);
    }
    return new Kept.OfMessage(message, known != null);
  }

  private Kept keepState(Draft.NewState draft) {
    version++;
    StateValue value =
        new StateValue(topic, draft.key(), new Cursor(row.epoch(), version), draft.json());
    newest.put(draft.key(), value);
    return new Kept.OfState(value);
  }

  /** The messages to be written. */
  List<Message> fresh() {
    return fresh;
  }

  /** The values to be written, each key once: PostgreSQL's driver makes one statement of them. */
  Collection<StateValue> newest() {
    return newest.values();
  }
}
