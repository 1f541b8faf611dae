package io.madang.store;

import io.madang.core.Cursor;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.Page;
import io.madang.core.Person;
import io.madang.core.Progress;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads logs and states on one connection.
 *
 * @param epoch of topics that were never written to
 */
record SqlRead(Connection c, String epoch) {

  private static final int FETCH_ROWS = 100;
  private static final int TOPICS_AT_ONCE = 1_024;
  private static final String COLUMNS = "SELECT off, id, sender, name, at, body FROM message";

  private record Log(long id, LogEnds ends) {}

  LogEnds ends(Topic topic) throws SQLException {
    return log(topic).ends;
  }

  private Log log(Topic topic) throws SQLException {
    String sql = "SELECT id, epoch, first_off, head FROM topic WHERE name = ?";
    try (var select = c.prepareStatement(sql)) {
      select.setString(1, topic.name());
      try (var row = select.executeQuery()) {
        return row.next()
            ? new Log(row.getLong(1), new LogEnds(row.getString(2), row.getLong(3), row.getLong(4)))
            : new Log(-1, new LogEnds(epoch, 1, 0));
      }
    }
  }

  /** All of them in one statement for each {@value #TOPICS_AT_ONCE}. */
  Map<Topic, Progress> progress(Set<Topic> topics) throws SQLException {
    Map<Topic, Progress> found = new HashMap<>();
    topics.forEach(topic -> found.put(topic, new Progress(new LogEnds(epoch, 1, 0), 0)));
    List<Topic> all = List.copyOf(topics);
    for (int from = 0; from < all.size(); from += TOPICS_AT_ONCE) {
      progress(all.subList(from, Math.min(from + TOPICS_AT_ONCE, all.size())), found);
    }
    return found;
  }

  private void progress(List<Topic> some, Map<Topic, Progress> found) throws SQLException {
    int places = Integer.highestOneBit(2 * some.size() - 1);
    String sql =
        "SELECT name, epoch, first_off, head, state_version FROM topic WHERE name IN (?"
            + ", ?".repeat(places - 1)
            + ")";
    try (var select = c.prepareStatement(sql)) {
      for (int i = 0; i < places; i++) {
        select.setString(i + 1, some.get(Math.min(i, some.size() - 1)).name());
      }
      try (var row = select.executeQuery()) {
        while (row.next()) {
          LogEnds ends = new LogEnds(row.getString(2), row.getLong(3), row.getLong(4));
          found.put(new Topic(row.getString(1)), new Progress(ends, row.getLong(5)));
        }
      }
    }
  }

  Page after(Topic topic, long after, int limit, int maxBytes) throws SQLException {
    Log log = log(topic);
    String sql = COLUMNS + " WHERE topic = ? AND off > ? ORDER BY off LIMIT ?";
    try (var select = c.prepareStatement(sql)) {
      select.setLong(1, log.id);
      select.setLong(2, Math.max(after, log.ends.first() - 1));
      select.setInt(3, limit);
      return new Page(log.ends, messages(select, new Cursor(log.ends.epoch(), 0), topic, maxBytes));
    }
  }

  Page before(Topic topic, long before, int limit, int maxBytes) throws SQLException {
    Log log = log(topic);
    String sql = COLUMNS + " WHERE topic = ? AND off < ? AND off >= ? ORDER BY off DESC LIMIT ?";
    try (var select = c.prepareStatement(sql)) {
      select.setLong(1, log.id);
      select.setLong(2, before);
      select.setLong(3, log.ends.first());
      select.setInt(4, limit);
      List<Message> found = messages(select, new Cursor(log.ends.epoch(), 0), topic, maxBytes);
      Collections.reverse(found);
      return new Page(log.ends, found);
    }
  }

  private static List<Message> messages(
      PreparedStatement select, Cursor log, Topic topic, int maxBytes) throws SQLException {
    List<Message> found = new ArrayList<>();
    int bytes = 0;
    select.setFetchSize(FETCH_ROWS);
    try (ResultSet row = select.executeQuery()) {
      while (bytes < maxBytes && row.next()) {
        Person sender = new Person(row.getString(3), row.getString(4));
        String body = row.getString(6);
        found.add(
            new Message(
                topic, log.at(row.getLong(1)), row.getString(2), sender, row.getLong(5), body));
        bytes += body.length();
      }
    }
    return found;
  }

  List<StateValue> state(Topic topic) throws SQLException {
    String sql = "SELECT state_key, version, value FROM topic_state WHERE topic = ? ORDER BY 1";
    List<StateValue> found = new ArrayList<>();
    Log log = log(topic);
    try (var select = c.prepareStatement(sql)) {
      select.setLong(1, log.id);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          Cursor version = log.ends.headCursor().at(row.getLong(2));
          found.add(new StateValue(topic, row.getString(1), version, row.getString(3)));
        }
      }
    }
    return found;
  }

  List<Topic> topics(String namespace, int limit) throws SQLException {
    String sql = "SELECT name FROM topic WHERE namespace = ? ORDER BY name LIMIT ?";
    List<Topic> found = new ArrayList<>();
    try (var select = c.prepareStatement(sql)) {
      select.setString(1, namespace);
      select.setInt(2, limit);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Topic(row.getString(1)));
        }
      }
    }
    return found;
  }
}
