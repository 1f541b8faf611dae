package io.madang.bench.scenario;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The database behind a server: the one in its folder, or a PostgreSQL that was started for it.
 *
 * <p>Threads: one.
 */
interface Stores extends AutoCloseable {

  /** Which database a server keeps its messages in. */
  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  /** Returns the settings that make a server use it. */
  List<String> settings();

  @Override
  void close() throws IOException;

  static Stores start(Kind kind, Path folder) throws IOException {
    return kind == Kind.SQLITE ? new Embedded() : new Postgres(folder);
  }

  /** SQLite, which the server opens by itself. */
  record Embedded() implements Stores {

    @Override
    public List<String> settings() {
      return List.of();
    }

    @Override
    public void close() {
      // It ends with the server.
    }
  }

  /**
   * A PostgreSQL of its own with its data below a folder, as it is by default: every commit is on
   * disk.
   */
  final class Postgres implements Stores {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger("io.zonky.test.db.postgres");

    private final EmbeddedPostgres server;

    Postgres(Path folder) throws IOException {
      LOG.setLevel(Level.WARNING);
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgresql").toAbsolutePath())
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .setPGStartupWait(PATIENCE)
              .start();
    }

    @Override
    public List<String> settings() {
      return List.of("madang.store.url=" + server.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
