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
 * Applies retention to a namespace, on one connection, a statement at a time.
 *
 * <p>First the beginning of the log moves on, then, once the messages are too old to be published
 * again, their rows go, some at a time. One row of a topic is locked at once, so it cannot block a
 * writer that holds others.
 */
record SqlTrim(Connection c, String namespace, Instant now) {

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

  Map<Topic, LogEnds> trim(Retention retention, Duration repeatWindow) throws SQLException {
    Map<Topic, LogEnds> shortened = new HashMap<>();
    long oldest = now.minus(retention.age()).toEpochMilli();
    move(places(TOO_MANY, retention.messages(), namespace, retention.messages()), shortened);
    move(places(TOO_OLD, oldest, namespace, oldest), shortened);
    long unrepeatable = now.minus(repeatWindow).toEpochMilli();
    int rounds = 0;
    while (rounds++ < MAX_ROUNDS && purge(unrepeatable)) {}
    return shortened;
  }

  private List<Place> places(String sql, Object... parameters) throws SQLException {
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

  private void move(List<Place> firsts, Map<Topic, LogEnds> shortened) throws SQLException {
    try (var move = c.prepareStatement(MOVE)) {
      for (Place first : firsts) {
        move.setLong(1, first.offset);
        move.setLong(2, first.topic);
        move.setLong(3, first.offset);
        try (var row = move.executeQuery()) {
          if (row.next()) {
            shortened.put(
                new Topic(row.getString(1)),
                new LogEnds(row.getString(2), row.getLong(3), row.getLong(4)));
          }
        }
      }
    }
  }

  /** Deletes some of the rows that may go; whether there were any. */
  private boolean purge(long before) throws SQLException {
    boolean isAnyGone = false;
    for (Place last : places(TO_PURGE, ROWS_AT_ONCE, before, namespace)) {
      if (last.offset > 0) {
        delete(last);
        isAnyGone = true;
      }
    }
    return isAnyGone;
  }

  private void delete(Place last) throws SQLException {
    c.setAutoCommit(false);
    try {
      deleteAndNote(last);
      c.commit();
    } catch (SQLException e) {
      c.rollback();
      throw e;
    } finally {
      c.setAutoCommit(true);
    }
  }

  private void deleteAndNote(Place last) throws SQLException {
    try (var delete = c.prepareStatement("DELETE FROM message WHERE topic = ? AND off <= ?");
        var note = c.prepareStatement("UPDATE topic SET purged = ? WHERE id = ?")) {
      delete.setLong(1, last.topic);
      delete.setLong(2, last.offset);
      delete.executeUpdate();
      note.setLong(1, last.offset);
      note.setLong(2, last.topic);
      note.executeUpdate();
    }
  }
}
