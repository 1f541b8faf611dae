package io.madang.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that all tests share, each in a database of its own. */
public final class SharedPostgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres started = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
        return started;
      } catch (IOException e) {
        throw new IllegalStateException("no PostgreSQL for the tests", e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        System.err.println("PostgreSQL did not end: " + e);
      }
    }
  }

  private SharedPostgres() {}

  /** The address of a new, empty database. */
  public static String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (var c = Server.RUNNING.getPostgresDatabase().getConnection();
        var create = c.createStatement()) {
      create.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Server.RUNNING.getJdbcUrl("postgres", name);
  }
}
