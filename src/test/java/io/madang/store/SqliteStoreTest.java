package io.madang.store;

import static io.madang.store.Drafts.ANN;
import static io.madang.store.Drafts.KITCHEN;
import static io.madang.store.Drafts.LOBBY;
import static io.madang.store.Drafts.fill;
import static io.madang.store.Drafts.message;
import static io.madang.store.Drafts.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Draft;
import io.madang.core.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite in a file. */
class SqliteStoreTest extends SqlStoreContract {

  @TempDir Path folder;

  @Override
  Database database() {
    return Database.sqlite(folder.resolve("madang.db"), 4);
  }

  @Test
  void aFullDiskIsToldAndReadingGoesOnAndWritingDoesWhenThereIsRoom() throws SQLException {
    Database small = Database.sqlite(folder.resolve("small.db"), 1);
    try (SqlStore full = new SqlStore(small, clock, REPEAT_WINDOW)) {
      fill(full, LOBBY, 1, 3);
      pages(small, 1);
      Draft large = new Draft.NewMessage(KITCHEN, ANN, "large", "\"" + "x".repeat(100_000) + "\"");
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> full.append(List.of(large)))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("SQLITE_FULL");
      }
      assertThat(offsets(full.readAfter(LOBBY, 0, 10, MUCH))).containsExactly(1L, 2L, 3L);
      assertThat(full.ends(KITCHEN).head()).isZero();
      pages(small, 1_000_000);
      assertThat(offsets(full.append(List.of(large, message(LOBBY, "m4")))))
          .containsExactly(1L, 4L);
    }
  }

  @Test
  void theFirstStartCopiesTheTablesThatTheMigrationsMake() throws Exception {
    Path copied = folder.resolve("copied.db");
    EmptySqlite.copyTo(copied);
    Path migrated = folder.resolve("migrated.db");
    EmptySqlite.main(new String[] {migrated.toString()});
    assertThat(tables(copied)).isEqualTo(tables(migrated)).anyMatch(sql -> sql.contains("message"));
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws Exception {
    Path file = folder.resolve("mine.db");
    Files.writeString(file, "mine");
    EmptySqlite.copyTo(file);
    assertThat(file).hasContent("mine");
  }

  private static List<String> tables(Path file) throws SQLException {
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows =
            c.createStatement()
                .executeQuery(
                    "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_master UNION ALL"
                        + " SELECT script || ' ' || checksum FROM madang_schema ORDER BY 1")) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** Says how large the file may become; SQLite never makes it smaller than it is. */
  private static void pages(Database database, int count) throws SQLException {
    try (var c = database.source().getConnection();
        var pragma = c.createStatement()) {
      pragma.execute("PRAGMA max_page_count = " + count);
    }
  }
}
