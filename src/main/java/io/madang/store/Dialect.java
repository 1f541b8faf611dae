package io.madang.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What differs between the SQL databases: words for a few columns, and how many can write. */
enum Dialect {
  SQLITE("INTEGER PRIMARY KEY", " WITHOUT ROWID", "BLOB", 1),
  POSTGRESQL("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "", "BYTEA", Integer.MAX_VALUE);

  private static final int SQLITE_CONSTRAINT = 19;
  private static final String UNIQUE_VIOLATION = "23505";

  private final String serial;
  private final String clustered;
  private final String bytes;
  private final int writers;

  Dialect(String serial, String clustered, String bytes, int writers) {
    this.serial = serial;
    this.clustered = clustered;
    this.bytes = bytes;
    this.writers = writers;
  }

  /** Turns to write; who waits for one gets it before who comes later. */
  Semaphore writers() {
    return new Semaphore(writers, true);
  }

  /** What stands for the placeholders in the migrations. */
  Map<String, String> words() {
    return Map.of("serial", serial, "clustered", clustered, "bytes", bytes);
  }

  /** This transaction's commit need not wait for the disk. */
  void relax(Connection c) throws SQLException {
    if (this == POSTGRESQL) {
      try (var set = c.createStatement()) {
        set.execute("SET LOCAL synchronous_commit TO OFF");
      }
    }
  }

  /** Writes and syncs something that changes nothing. */
  void touch(Connection c) throws SQLException {
    try (var touch = c.createStatement()) {
      touch.execute(
          this == SQLITE
              ? "PRAGMA user_version = " + ThreadLocalRandom.current().nextInt()
              : "UPDATE store_life SET epoch = epoch");
    }
  }

  /** Whether a unique index refused something. */
  boolean isTaken(@Nullable Throwable fault) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof SQLException e && isTaken(e));
  }

  private boolean isTaken(SQLException e) {
    return this == SQLITE
        ? e.getErrorCode() == SQLITE_CONSTRAINT
        : UNIQUE_VIOLATION.equals(e.getSQLState());
  }

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "sqlite" -> SQLITE;
      case "postgresql" -> POSTGRESQL;
      default ->
          throw new SQLException(
              "Madang keeps its logs in SQLite or PostgreSQL, not in " + product);
    };
  }
}
