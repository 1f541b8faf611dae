package io.madang.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Progress;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps logs in SQLite or PostgreSQL, with the same statements.
 *
 * <p>Offsets are given inside the transaction, under the lock of the topic's row, and the rows are
 * locked in the order of their names: so offsets are dense in the order of commit, and two servers
 * that write cannot block each other for ever. Rows that retention hides are deleted some time
 * later, so that a publish that is repeated is known until then.
 *
 * <p>Threads: any.
 */
public final class SqlStore implements MessageStore {

  private static final int CACHED_TOPICS = 10_000;

  /**
   * As long it looks for repeats after one came: they come together, when connections were lost.
   */
  private static final Duration CAREFUL = Duration.ofSeconds(1);

  private final Database database;
  private final Transactions sql;
  private final Dialect dialect;
  private final Clock clock;
  private final Duration repeatWindow;
  private final Cache<Topic, TopicRow> rows =
      Caffeine.newBuilder().maximumSize(CACHED_TOPICS).build();
  private final String epoch;
  private final boolean isRelaxed;
  private volatile long carefulUntil = System.nanoTime();

  /**
   * Opens the store and brings its tables up to date.
   *
   * @param repeatWindow how long a message that retention hides is still known as published
   */
  public SqlStore(Database database, Clock clock, Duration repeatWindow) {
    this(database, clock, repeatWindow, false);
  }

  /**
   * The same for topics that are transient and yet the same on every server: a commit does not wait
   * for the disk (on PostgreSQL), so a crash of the database may forget the newest ones.
   */
  public static SqlStore relaxed(Database database, Clock clock, Duration repeatWindow) {
    return new SqlStore(database, clock, repeatWindow, true);
  }

  private SqlStore(Database database, Clock clock, Duration repeatWindow, boolean isRelaxed) {
    this.isRelaxed = isRelaxed;
    this.database = database;
    this.sql = new Transactions(database);
    this.clock = clock;
    this.repeatWindow = repeatWindow;
    this.dialect = sql.call(Dialect::of);
    try {
      Schema.migrate(database.source(), dialect);
    } catch (RuntimeException e) {
      throw new StoreException("cannot bring the tables up to date: " + e.getMessage(), e);
    }
    this.epoch = sql.call(SqlStore::life);
  }

  private static String life(Connection c) throws SQLException {
    String sql = "INSERT INTO store_life SELECT ? WHERE NOT EXISTS (SELECT 1 FROM store_life)";
    try (var insert = c.prepareStatement(sql)) {
      insert.setString(1, Epochs.next());
      insert.executeUpdate();
    }
    try (var select = c.prepareStatement("SELECT MIN(epoch) FROM store_life");
        var row = select.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public List<Kept> append(List<Draft> drafts) {
    if (System.nanoTime() - carefulUntil < 0) {
      return append(drafts, false);
    }
    try {
      return append(drafts, true);
    } catch (StoreException e) {
      if (!dialect.isTaken(e.getCause())) {
        throw e;
      }
      carefulUntil = System.nanoTime() + CAREFUL.toNanos();
      return append(drafts, false);
    }
  }

  private List<Kept> append(List<Draft> drafts, boolean isHopeful) {
    Map<Topic, TopicRow> found = new HashMap<>();
    long now = clock.millis();
    List<Kept> kept =
        sql.transaction(
            c -> {
              if (isRelaxed) {
                dialect.relax(c);
              }
              return new SqlAppend(c, (same, t) -> row(same, t, found), now, isHopeful)
                  .keep(drafts);
            });
    rows.putAll(found); // not before the commit: a row that was rolled back is nobody's
    return kept;
  }

  /** The topic's row, which is made if it is not there. */
  private TopicRow row(Connection c, Topic topic, Map<Topic, TopicRow> found) throws SQLException {
    TopicRow known = rows.getIfPresent(topic);
    if (known != null) {
      return known;
    }
    TopicRow row = TopicRow.findOrMake(c, topic, epoch);
    found.put(topic, row);
    return row;
  }

  @Override
  public LogEnds ends(Topic topic) {
    return sql.call(c -> new SqlRead(c, epoch).ends(topic));
  }

  @Override
  public Map<Topic, Progress> progress(Set<Topic> topics) {
    return sql.call(c -> new SqlRead(c, epoch).progress(topics));
  }

  @Override
  public Page readAfter(Topic topic, long after, int limit, int maxBytes) {
    return read(r -> r.after(topic, after, limit, maxBytes));
  }

  @Override
  public Page readBefore(Topic topic, long before, int limit, int maxBytes) {
    return read(r -> r.before(topic, before, limit, maxBytes));
  }

  @Override
  public List<StateValue> state(Topic topic) {
    return read(r -> r.state(topic));
  }

  @Override
  public List<Topic> topics(String namespace, int limit) {
    return read(r -> r.topics(namespace, limit));
  }

  @Override
  public Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now) {
    return new SqlTrim(sql, namespace, now).trim(retention, repeatWindow);
  }

  private interface Reading<T> {
    T with(SqlRead read) throws SQLException;
  }

  /** PostgreSQL streams rows only inside a transaction; in SQLite one would lock out the writer. */
  private <T> T read(Reading<T> reading) {
    Transactions.Work<T> work = c -> reading.with(new SqlRead(c, epoch));
    return dialect == Dialect.POSTGRESQL ? sql.transaction(work) : sql.call(work);
  }

  /** Writes what no reader sees; fails when nothing could be kept now. */
  public void touch() {
    sql.write(
        c -> {
          dialect.touch(c);
          return true;
        });
  }

  @Override
  public void close() {
    if (database.close() != null) {
      database.close().close();
    }
  }
}
