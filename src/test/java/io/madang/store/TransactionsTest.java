package io.madang.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it or nothing, also when it is the commit that fails. */
class TransactionsTest {

  private Database database;
  private Transactions sql;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = Database.sqlite(folder.resolve("test.db"), 1);
    sql = new Transactions(database);
    sql.write(c -> execute(c, "CREATE TABLE parent (id INTEGER PRIMARY KEY)"));
    sql.write(
        c ->
            execute(
                c,
                "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER"
                    + " REFERENCES parent DEFERRABLE INITIALLY DEFERRED)"));
    sql.write(c -> execute(c, "PRAGMA foreign_keys = ON"));
  }

  @AfterEach
  void close() {
    requireNonNull(database.close()).close();
  }

  private static boolean execute(Connection c, String statement) throws SQLException {
    try (var all = c.createStatement()) {
      return all.execute(statement);
    }
  }

  private static boolean insert(Connection c, int child, int parent) throws SQLException {
    try (var insert = c.prepareStatement("INSERT INTO child VALUES (?, ?)")) {
      insert.setInt(1, child);
      insert.setInt(2, parent);
      return insert.execute();
    }
  }

  private int children() {
    return sql.call(
        c -> {
          try (var count = c.prepareStatement("SELECT count(*) FROM child");
              var row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  @Test
  void whatWasDoneBeforeAFaultIsUndone() {
    assertThatThrownBy(
            () ->
                sql.transaction(
                    c -> {
                      execute(c, "INSERT INTO parent VALUES (1)");
                      insert(c, 1, 1);
                      return insert(c, 1, 1);
                    }))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("UNIQUE");
    assertThat(children()).isZero();
    sql.transaction(c -> execute(c, "INSERT INTO parent VALUES (1)"));
    sql.transaction(c -> insert(c, 1, 1));
    assertThat(children()).isEqualTo(1);
  }

  @Test
  void aCommitThatFailsLeavesNothingAndTheNextOneGoes() {
    assertThatThrownBy(() -> sql.transaction(c -> insert(c, 1, 7)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("FOREIGN KEY");
    assertThat(children()).isZero();
    sql.transaction(c -> execute(c, "INSERT INTO parent VALUES (7)"));
    sql.transaction(c -> insert(c, 2, 7));
    assertThat(children()).isEqualTo(1);
  }
}
