package io.madang.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** What differs between the SQL databases: the words for a few columns. */
enum Dialect {
  SQLITE("INTEGER PRIMARY KEY", " WITHOUT ROWID", "BLOB"),
  POSTGRESQL("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "", "BYTEA");

  private final String serial;
  private final String clustered;
  private final String bytes;

  Dialect(String serial, String clustered, String bytes) {
    this.serial = serial;
    this.clustered = clustered;
    this.bytes = bytes;
  }

  /** What stands for the placeholders in the migrations. */
  Map<String, String> words() {
    return Map.of("serial", serial, "clustered", clustered, "bytes", bytes);
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
