package io.madang.store;

import io.madang.core.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file with the newest tables and nothing in them, which the build makes with the
 * migrations. The first start copies it: migrating takes longer than all else that a store does.
 */
public final class EmptySqlite {

  private static final String NAME = "empty.db";

  private EmptySqlite() {}

  /** Makes the file whose path is given; the build calls it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
    Path file = Path.of(arguments[0]);
    Files.deleteIfExists(file);
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    Schema.migrate(source, Dialect.SQLITE);
  }

  /** Puts a copy in the place of a file that is not there yet. */
  static void copyTo(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file) || folder == null || !Files.isWritable(folder)) {
      return; // in use, or SQLite will say better what is wrong
    }
    try (InputStream empty = EmptySqlite.class.getResourceAsStream(NAME)) {
      if (empty != null) {
        Path whole = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        Files.copy(empty, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new StoreException("cannot make the database " + file + ": " + e.getMessage(), e);
    }
  }
}
