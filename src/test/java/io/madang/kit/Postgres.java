package io.madang.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for one test, on one port: it can be stopped, killed, started again, and frozen
 * for a while.
 *
 * <p>Threads: one thread at a time.
 */
public final class Postgres implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  /** Starts one with its data below a folder. */
  public Postgres(Path folder) {
    this.data = folder.resolve("data");
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.server = run();
  }

  private EmbeddedPostgres run() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its JDBC address. */
  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Ends it in order; clients lose their connections. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9} of all its processes, and removes what they left in the way. */
  public void kill() {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    stop();
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again with what it kept. */
  public void startAgain() {
    server = run();
  }

  /** It does nothing more, and its connections stay open. */
  public void freeze() {
    Signals.send("STOP", postmaster());
  }

  /** It goes on. */
  public void thaw() {
    Signals.send("CONT", postmaster());
  }

  private ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
