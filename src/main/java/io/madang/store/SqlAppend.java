package io.madang.store;

import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps a batch of drafts inside a transaction that is already open.
 *
 * <p>For each topic, in the order of the names: take as many offsets as there are new ids from the
 * topic's row, which locks it; find the ids that are kept already; give the surplus back; write.
 */
final class SqlAppend {

  private static final String TAKE =
      "UPDATE topic SET head = head + ?, state_version = state_version + ? WHERE id = ?"
          + " RETURNING head, state_version";
  private static final String GIVE_BACK = "UPDATE topic SET head = head - ? WHERE id = ?";
  private static final String WRITE =
      "INSERT INTO message (topic, off, id, sender, name, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String SET =
      "INSERT INTO topic_state (topic, state_key, version, value) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (topic, state_key)"
          + " DO UPDATE SET version = excluded.version, value = excluded.value";
  private static final int IDS_AT_ONCE = 128;

  /** Finds the row of a topic, or makes it. */
  interface Rows {
    TopicRow row(Connection c, Topic topic) throws SQLException;
  }

  private record Id(String id, String user) {}

  private final Connection c;
  private final Rows rows;
  private final long atMillis;

  SqlAppend(Connection c, Rows rows, long atMillis) {
    this.c = c;
    this.rows = rows;
    this.atMillis = atMillis;
  }

  List<Kept> keep(List<Draft> drafts) throws SQLException {
    Map<Topic, List<Integer>> byTopic = new TreeMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      byTopic.computeIfAbsent(drafts.get(i).topic(), t -> new ArrayList<>()).add(i);
    }
    Kept[] kept = new Kept[drafts.size()];
    try (PreparedStatement write = c.prepareStatement(WRITE);
        PreparedStatement set = c.prepareStatement(SET)) {
      for (var entry : byTopic.entrySet()) {
        TopicBatch batch = new TopicBatch(entry.getKey(), write, set);
        batch.keep(drafts, entry.getValue(), kept);
      }
      write.executeBatch();
      set.executeBatch();
    }
    return Arrays.asList(kept);
  }

  /** One topic's part of the batch. */
  private final class TopicBatch {

    private final Topic topic;
    private final TopicRow row;
    private final PreparedStatement write;
    private final PreparedStatement set;
    private final Map<Id, Long> offsets = new HashMap<>();
    private final Map<String, StateValue> newest = new LinkedHashMap<>();
    private long offset;
    private long version;

    TopicBatch(Topic topic, PreparedStatement write, PreparedStatement set) throws SQLException {
      this.topic = topic;
      this.row = rows.row(c, topic);
      this.write = write;
      this.set = set;
    }

    void keep(List<Draft> drafts, List<Integer> mine, Kept[] kept) throws SQLException {
      Set<Id> ids = new LinkedHashSet<>();
      int states = 0;
      for (int i : mine) {
        if (drafts.get(i) instanceof Draft.NewMessage m) {
          ids.add(id(m));
        } else {
          states++;
        }
      }
      take(ids.size(), states);
      findKnown(ids);
      giveBack(offsets.size());
      for (int i : mine) {
        kept[i] =
            drafts.get(i) instanceof Draft.NewMessage m
                ? keep(m)
                : keep((Draft.NewState) drafts.get(i));
      }
      write(newest.values());
    }

    private void take(int messages, int states) throws SQLException {
      try (var take = c.prepareStatement(TAKE)) {
        take.setInt(1, messages);
        take.setInt(2, states);
        take.setLong(3, row.id());
        try (var result = take.executeQuery()) {
          if (!result.next()) {
            throw new SQLException("the row of a topic is gone");
          }
          offset = result.getLong(1) - messages;
          version = result.getLong(2) - states;
        }
      }
    }

    private void giveBack(int surplus) throws SQLException {
      if (surplus > 0) {
        try (var giveBack = c.prepareStatement(GIVE_BACK)) {
          giveBack.setInt(1, surplus);
          giveBack.setLong(2, row.id());
          giveBack.executeUpdate();
        }
      }
    }

    /** One look into the unique index for each, whatever the planner believes of the table. */
    private void findKnown(Set<Id> ids) throws SQLException {
      List<Id> all = List.copyOf(ids);
      for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
        List<Id> some = all.subList(from, Math.min(from + IDS_AT_ONCE, all.size()));
        int places = Integer.highestOneBit(2 * some.size() - 1);
        String sql =
            "WITH wanted (id, sender) AS (VALUES (?, ?)"
                + ", (?, ?)".repeat(places - 1)
                + "), known AS (SELECT id, sender, (SELECT off FROM message WHERE topic = ?"
                + " AND message.id = wanted.id AND message.sender = wanted.sender) AS off"
                + " FROM wanted) SELECT id, sender, off FROM known WHERE off IS NOT NULL";
        try (var find = c.prepareStatement(sql)) {
          for (int i = 0; i < places; i++) {
            Id one = some.get(Math.min(i, some.size() - 1));
            find.setString(2 * i + 1, one.id());
            find.setString(2 * i + 2, one.user());
          }
          find.setLong(2 * places + 1, row.id());
          try (var found = find.executeQuery()) {
            while (found.next()) {
              offsets.put(new Id(found.getString(1), found.getString(2)), found.getLong(3));
            }
          }
        }
      }
    }

    private Kept keep(Draft.NewMessage draft) throws SQLException {
      Long known = offsets.get(id(draft));
      Cursor cursor = new Cursor(row.epoch(), known == null ? ++offset : known);
      if (known == null) {
        offsets.put(id(draft), offset);
        write.setLong(1, row.id());
        write.setLong(2, offset);
        write.setString(3, draft.id());
        write.setString(4, draft.sender().user());
        write.setString(5, draft.sender().name());
        write.setLong(6, atMillis);
        write.setString(7, draft.body());
        write.addBatch();
      }
      Message message =
          new Message(topic, cursor, draft.id(), draft.sender(), atMillis, draft.body());
      return new Kept.OfMessage(message, known != null);
    }

    private Kept keep(Draft.NewState draft) {
      version++;
      StateValue value =
          new StateValue(topic, draft.key(), new Cursor(row.epoch(), version), draft.json());
      newest.put(draft.key(), value);
      return new Kept.OfState(value);
    }

    /** Each key once: PostgreSQL's driver makes one statement of the batch. */
    private void write(Collection<StateValue> values) throws SQLException {
      for (StateValue value : values) {
        set.setLong(1, row.id());
        set.setString(2, value.key());
        set.setLong(3, value.version());
        set.setString(4, value.json());
        set.addBatch();
      }
    }

    private static Id id(Draft.NewMessage draft) {
      return new Id(draft.id(), draft.sender().user());
    }
  }
}
