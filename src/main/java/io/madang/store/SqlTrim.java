package io.madang.store;

import io.madang.core.LogEnds;
import io.madang.core.Retention;
import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies retention to a namespace, a topic at a time, each in its turn among those who write.
 *
 * <p>First the beginning of the log moves on, then, once the messages are too old to be published
 * again, their rows go, some at a time. One row of a topic is locked at once, so it cannot block a
 * writer that holds others.
 */
record SqlTrim(Transactions sql, String namespace, Instant now) {

  private static final String TOO_MANY =
      "SELECT id, head + 1 - ? FROM topic WHERE namespace = ? AND first_off < head + 1 - ?";
  private static final String TOO_OLD =
      "SELECT t.id, COALESCE((SELECT MIN(k.off) FROM message k WHERE k.topic = t.id"
          + " AND k.off >= t.first_off AND k.at >= ?), t.head + 1)"
          + " FROM topic t JOIN message m ON m.topic = t.id AND m.off = t.first_off"
          + " WHERE t.namespace = ? AND m.at < ?";
  private static final String MOVE =
      "UPDATE topic SET first_off = ? WHERE id = ? AND first_off < ?"
          + " RETURNING name, epoch, first_off, head";
  private static final String TO_PURGE =
      "SELECT t.id, (SELECT MAX(m.off) FROM message m WHERE m.topic = t.id AND m.off > t.purged"
          + " AND m.off < t.first_off AND m.off <= t.purged + ? AND m.at < ?)"
          + " FROM topic t WHERE t.namespace = ? AND t.purged < t.first_off - 1";
  private static final int ROWS_AT_ONCE = 2_000;
  private static final int MAX_ROUNDS = 20;

  /** A topic and an offset in it. */
  private record Place(long topic, long offset) {}

  Map<Topic, LogEnds> trim(Retention retention, Duration repeatWindow) {
    Map<Topic, LogEnds> shortened = new HashMap<>();
    long oldest = now.minus(retention.age()).toEpochMilli();
    move(places(TOO_MANY, retention.messages(), namespace, retention.messages()), shortened);
    move(places(TOO_OLD, oldest, namespace, oldest), shortened);
    long unrepeatable = now.minus(repeatWindow).toEpochMilli();
    int rounds = 0;
    while (rounds++ < MAX_ROUNDS && purge(unrepeatable)) {}
    return shortened;
  }

  private List<Place> places(String select, Object... parameters) {
    return sql.call(c -> places(c, select, parameters));
  }

  private static List<Place> places(Connection c, String sql, Object... parameters)
      throws SQLException {
    try (var select = c.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      List<Place> found = new ArrayList<>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Place(row.getLong(1), row.getLong(2)));
        }
      }
      return found;
    }
  }

  private void move(List<Place> firsts, Map<Topic, LogEnds> shortened) {
    firsts.forEach(first -> shortened.putAll(sql.write(c -> move(c, first))));
  }

  /** The topic with its ends, when they moved. */
  private static Map<Topic, LogEnds> move(Connection c, Place first) throws SQLException {
    try (var move = c.prepareStatement(MOVE)) {
      move.setLong(1, first.offset);
      move.setLong(2, first.topic);
      move.setLong(3, first.offset);
      try (var row = move.executeQuery()) {
        return row.next()
            ? Map.of(
                new Topic(row.getString(1)),
                new LogEnds(row.getString(2), row.getLong(3), row.getLong(4)))
            : Map.of();
      }
    }
  }

  /** Deletes some of the rows that may go; whether there were any. */
  private boolean purge(long before) {
    boolean isAnyGone = false;
    for (Place last : places(TO_PURGE, ROWS_AT_ONCE, before, namespace)) {
      if (last.offset > 0) {
        sql.transaction(c -> delete(c, last));
        isAnyGone = true;
      }
    }
    return isAnyGone;
  }

  private static int delete(Connection c, Place last) throws SQLException {
    try (var delete = c.prepareStatement("DELETE FROM message WHERE topic = ? AND off <= ?");
        var note = c.prepareStatement("UPDATE topic SET purged = ? WHERE id = ?")) {
      delete.setLong(1, last.topic);
      delete.setLong(2, last.offset);
      delete.executeUpdate();
      note.setLong(1, last.offset);
      note.setLong(2, last.topic);
      return note.executeUpdate();
    }
  }
}
