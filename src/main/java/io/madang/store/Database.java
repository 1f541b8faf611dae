package io.madang.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.madang.core.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A SQL database and how to reach it. Threads: any.
 *
 * @param close what to close at the end, or nothing where the container owns the pool
 * @param writers turns to write, given in the order in which they were asked for: as many at once
 *     as the database has writers
 */
public record Database(DataSource source, @Nullable HikariDataSource close, Semaphore writers) {

  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_SECONDS = 10;

  /**
   * A batch of a thousand messages, each of a topic of its own, changes 2,200 pages of 4 KiB.
   * SQLite's own 2 MiB would have it write them out and read them again before the commit.
   */
  private static final int CACHE_KIB = 16_000;

  /**
   * An ack means "on disk", whatever the database was told to do by default; a server that is cut
   * off in a transaction does not hold rows for ever; and a plan that was made while a table was
   * small goes by an index when it has grown.
   */
  private static final String INSIST =
      "SELECT set_config(name, CASE WHEN setting = weak THEN strong ELSE setting END, false)"
          + " FROM pg_settings JOIN (VALUES ('synchronous_commit', 'off', 'on'),"
          + " ('idle_in_transaction_session_timeout', '0', '5000'),"
          + " ('enable_seqscan', 'on', 'off')) AS wanted (name, weak, strong)"
          + " USING (name)";

  /** A SQLite file: write-ahead log, synced at each commit. */
  public static Database sqlite(Path file, int poolSize) {
    EmptySqlite.copyTo(file);
    HikariConfig config = pool("jdbc:sqlite:" + file, poolSize);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", Integer.toString(CONNECT_MILLIS));
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    config.addDataSourceProperty("cache_size", Integer.toString(-CACHE_KIB));
    return open(config, Dialect.SQLITE);
  }

  /** A database by its JDBC address; user and password may be part of it. */
  public static Database url(
      String url, @Nullable String user, @Nullable String password, int size) {
    if (url.startsWith("jdbc:sqlite:")) {
      return sqlite(Path.of(url.substring("jdbc:sqlite:".length())), size);
    }
    HikariConfig config = pool(url, size);
    config.setUsername(user);
    config.setPassword(password);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_MILLIS / 1_000));
    config.addDataSourceProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.setConnectionInitSql(INSIST);
    return open(config, Dialect.POSTGRESQL);
  }

  /** The container's own pool, by its JNDI name. */
  @SuppressWarnings("BanJNDI") // the name comes from the settings, never from a client
  public static Database jndi(String name) {
    try {
      DataSource source = InitialContext.doLookup(name);
      try (Connection connection = source.getConnection()) {
        return new Database(source, null, Dialect.of(connection).writers());
      }
    } catch (NamingException | SQLException e) {
      throw new StoreException(
          "no database under the JNDI name " + name + ": " + e.getMessage(), e);
    }
  }

  /** Has a connection of the pool's closed when it is given back, and not given out again. */
  void discard(Connection connection) {
    if (close != null) {
      close.evictConnection(connection);
      return;
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "a connection could not be given up: {0}", e);
    }
  }

  /** Name and version of what is behind it. */
  public record Product(String name, String version) {}

  /**
   * Asks the database; it may block for some seconds.
   *
   * @throws StoreException when it does not answer
   */
  public Product product() {
    try (Connection connection = source.getConnection()) {
      var facts = connection.getMetaData();
      return new Product(facts.getDatabaseProductName(), facts.getDatabaseProductVersion());
    } catch (SQLException e) {
      throw new StoreException("the database does not say what it is", e);
    }
  }

  /** Named, because Tomcat makes Java look for drivers before there is a web application. */
  private static Optional<String> driver(String url) {
    return url.startsWith("jdbc:sqlite:")
        ? Optional.of("org.sqlite.JDBC")
        : url.startsWith("jdbc:postgresql:")
            ? Optional.of("org.postgresql.Driver")
            : Optional.empty();
  }

  /** Takes back the drivers that this web application brought, so that it can be undeployed. */
  public static void forgetDrivers() {
    ClassLoader own = Database.class.getClassLoader();
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == own)
        .forEach(Database::forget);
  }

  private static void forget(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      throw new StoreException("a driver could not be deregistered", e);
    }
  }

  private static HikariConfig pool(String url, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("madang");
    config.setJdbcUrl(url);
    driver(url).ifPresent(config::setDriverClassName);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setInitializationFailTimeout(CONNECT_MILLIS);
    return config;
  }

  private static Database open(HikariConfig config, Dialect dialect) {
    try {
      HikariDataSource source = new HikariDataSource(config);
      return new Database(source, source, dialect.writers());
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new StoreException(
          "cannot open the database "
              + withoutSecrets(config.getJdbcUrl())
              + ": "
              + cause.getMessage(),
          e);
    }
  }

  /** The address without its parameters, where a password may stand. */
  private static String withoutSecrets(String url) {
    int parameters = url.indexOf('?');
    return (parameters < 0 ? url : url.substring(0, parameters)).replaceAll("//[^/@]*@", "//");
  }
}
