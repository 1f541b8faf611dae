package io.madang.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQLite in a file. */
class SqliteAttachmentsTest extends AttachmentStoreContract {

  @TempDir Path folder;

  @Override
  Database database() {
    return Database.sqlite(folder.resolve("madang.db"), 4);
  }
}
