package io.madang.store;

import static java.util.Objects.requireNonNull;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps a batch of drafts inside a transaction that is already open.
 *
 * <p>For each topic, in the order of the names: take as many offsets as there are new ids from the
 * topic's row, which locks it. Then, for all topics at once: find the ids that are kept already,
 * give the surplus back, write.
 *
 * <p>To look for known ids costs as much as to write new ones, and nearly all are new. So whoever
 * hopes that all are does not look: the unique index refuses the batch where one is known.
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

  private record Wanted(TopicBatch batch, TopicBatch.Id id) {}

  private final Connection c;
  private final Rows rows;
  private final long atMillis;
  private final boolean isHopeful;

  SqlAppend(Connection c, Rows rows, long atMillis, boolean isHopeful) {
    this.c = c;
    this.rows = rows;
    this.atMillis = atMillis;
    this.isHopeful = isHopeful;
  }

  List<Kept> keep(List<Draft> drafts) throws SQLException {
    Map<Topic, TopicBatch> batches = take(byTopic(drafts));
    if (!isHopeful) {
      findKnown(batches.values());
      giveBack(batches.values());
    }
    List<Kept> kept = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      kept.add(requireNonNull(batches.get(draft.topic())).keep(draft));
    }
    write(batches.values());
    set(batches.values());
    return kept;
  }

  private static SortedMap<Topic, List<Draft>> byTopic(List<Draft> drafts) {
    SortedMap<Topic, List<Draft>> byTopic = new TreeMap<>();
    for (Draft draft : drafts) {
      byTopic.computeIfAbsent(draft.topic(), t -> new ArrayList<>()).add(draft);
    }
    return byTopic;
  }

  private Map<Topic, TopicBatch> take(SortedMap<Topic, List<Draft>> drafts) throws SQLException {
    Map<Topic, TopicBatch> batches = new HashMap<>();
    try (var take = c.prepareStatement(TAKE)) {
      for (var entry : drafts.entrySet()) {
        Topic topic = entry.getKey();
        TopicBatch batch = new TopicBatch(topic, rows.row(c, topic), atMillis);
        entry.getValue().forEach(batch::add);
        take(take, batch);
        batches.put(topic, batch);
      }
    }
    return batches;
  }

  private static void take(PreparedStatement take, TopicBatch batch) throws SQLException {
    take.setInt(1, batch.ids().size());
    take.setInt(2, batch.states());
    take.setLong(3, batch.row());
    try (var result = take.executeQuery()) {
      if (!result.next()) {
        throw new SQLException("the row of a topic is gone");
      }
      batch.taken(result.getLong(1), result.getLong(2));
    }
  }

  private void findKnown(Collection<TopicBatch> batches) throws SQLException {
    List<Wanted> all = new ArrayList<>();
    for (TopicBatch batch : batches) {
      batch.ids().forEach(id -> all.add(new Wanted(batch, id)));
    }
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      findKnown(all.subList(from, Math.min(from + IDS_AT_ONCE, all.size())));
    }
  }

  /** One look into the unique index for each, whatever the planner believes of the table. */
  private void findKnown(List<Wanted> some) throws SQLException {
    int places = Integer.highestOneBit(2 * some.size() - 1);
    try (var find = c.prepareStatement(find(places))) {
      for (int i = 0; i < places; i++) {
        Wanted one = some.get(Math.min(i, some.size() - 1));
        find.setInt(4 * i + 1, i);
        find.setLong(4 * i + 2, one.batch().row());
        find.setString(4 * i + 3, one.id().id());
        find.setString(4 * i + 4, one.id().user());
      }
      try (var found = find.executeQuery()) {
        while (found.next()) {
          Wanted one = some.get(Math.min(found.getInt(1), some.size() - 1));
          one.batch().isKnown(one.id(), found.getLong(2));
        }
      }
    }
  }

  private static String find(int places) {
    return "WITH wanted (place, topic, id, sender) AS (VALUES (?, ?, ?, ?)"
        + ", (?, ?, ?, ?)".repeat(places - 1)
        + "), known AS (SELECT place, (SELECT off FROM message"
        + " WHERE message.topic = wanted.topic AND message.id = wanted.id"
        + " AND message.sender = wanted.sender) AS off FROM wanted)"
        + " SELECT place, off FROM known WHERE off IS NOT NULL";
  }

  private void giveBack(Collection<TopicBatch> batches) throws SQLException {
    if (batches.stream().allMatch(batch -> batch.surplus() == 0)) {
      return;
    }
    try (var giveBack = c.prepareStatement(GIVE_BACK)) {
      for (TopicBatch batch : batches) {
        giveBack.setInt(1, batch.surplus());
        giveBack.setLong(2, batch.row());
        giveBack.addBatch();
      }
      giveBack.executeBatch();
    }
  }

  private void write(Collection<TopicBatch> batches) throws SQLException {
    try (var write = c.prepareStatement(WRITE)) {
      for (TopicBatch batch : batches) {
        for (Message message : batch.fresh()) {
          write.setLong(1, batch.row());
          write.setLong(2, message.cursor().offset());
          write.setString(3, message.id());
          write.setString(4, message.sender().user());
          write.setString(5, message.sender().name());
          write.setLong(6, message.atMillis());
          write.setString(7, message.body());
          write.addBatch();
        }
      }
      write.executeBatch();
    }
  }

  private void set(Collection<TopicBatch> batches) throws SQLException {
    if (batches.stream().allMatch(batch -> batch.newest().isEmpty())) {
      return;
    }
    try (var set = c.prepareStatement(SET)) {
      for (TopicBatch batch : batches) {
        for (StateValue value : batch.newest()) {
          set.setLong(1, batch.row());
          set.setString(2, value.key());
          set.setLong(3, value.version());
          set.setString(4, value.json());
          set.addBatch();
        }
      }
      set.executeBatch();
    }
  }
}
