package io.madang.bench.scenario;

import io.madang.bench.Histogram;
import io.madang.bench.Ticks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * The floor of an acked publish: one update and one insert in SQLite, committed to the disk.
 *
 * <p>Tables, indexes and pragmas are those of the server; nothing else is done.
 *
 * <p>Threads: one.
 */
final class BareCommits implements AutoCloseable {

  private static final String[] TABLES = {
    "CREATE TABLE topic (id INTEGER PRIMARY KEY, head BIGINT NOT NULL)",
    "CREATE TABLE message (topic BIGINT NOT NULL, off BIGINT NOT NULL, id VARCHAR(64) NOT NULL,"
        + " sender VARCHAR(64) NOT NULL, name VARCHAR(80) NOT NULL, at BIGINT NOT NULL,"
        + " body TEXT NOT NULL, PRIMARY KEY (topic, off)) WITHOUT ROWID",
    "CREATE UNIQUE INDEX message_id ON message (topic, id, sender)",
    "INSERT INTO topic (id, head) VALUES (1, 0)"
  };

  private final Connection connection;
  private final PreparedStatement update;
  private final PreparedStatement insert;
  private final String body;
  private long offset;

  BareCommits(Path file, int textBytes) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "FULL");
    properties.setProperty("transaction_mode", "IMMEDIATE");
    connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
    for (String table : TABLES) {
      try (var statement = connection.createStatement()) {
        statement.execute(table);
      }
    }
    connection.setAutoCommit(false);
    update = connection.prepareStatement("UPDATE topic SET head = head + 1 WHERE id = 1");
    insert = connection.prepareStatement("INSERT INTO message VALUES (1, ?, ?, ?, ?, ?, ?)");
    body = "{\"text\":\"" + "x".repeat(textBytes) + "\"}";
  }

  /** Commits so many messages, one after the other, and records how long each took. */
  void commit(int messages, Histogram times) throws SQLException {
    for (int i = 0; i < messages; i++) {
      long begun = Ticks.now();
      update.executeUpdate();
      insert.setLong(1, ++offset);
      insert.setString(2, "bare-" + begun);
      insert.setString(3, "0123456789abcdef");
      insert.setString(4, "bench");
      insert.setLong(5, System.currentTimeMillis());
      insert.setString(6, body);
      insert.executeUpdate();
      connection.commit();
      times.record(Ticks.now() - begun);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
