package io.madang.store;

import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.SQLException;

/** What never changes in a topic's row. */
record TopicRow(long id, String epoch) {

  private static final String MAKE =
      "INSERT INTO topic (name, namespace, epoch, head, first_off, purged, state_version)"
          + " VALUES (?, ?, ?, 0, 1, 0, 0) ON CONFLICT (name) DO NOTHING";

  static TopicRow findOrMake(Connection c, Topic topic, String epoch) throws SQLException {
    try (var make = c.prepareStatement(MAKE)) {
      make.setString(1, topic.name());
      make.setString(2, topic.namespace());
      make.setString(3, epoch);
      make.executeUpdate();
    }
    try (var find = c.prepareStatement("SELECT id, epoch FROM topic WHERE name = ?")) {
      find.setString(1, topic.name());
      try (var row = find.executeQuery()) {
        row.next();
        return new TopicRow(row.getLong(1), row.getString(2));
      }
    }
  }
}
