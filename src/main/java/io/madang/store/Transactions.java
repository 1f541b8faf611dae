package io.madang.store;

import io.madang.core.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on a connection of the pool's.
 *
 * <p>SQLite has one writer, and who finds it busy looks again after a while, in no order: between
 * the chunks of an upload, messages would wait their luck. So writers queue here, and get their
 * turns in the order in which they came.
 *
 * <p>Threads: any; they block.
 */
record Transactions(Database database) {

  private static final int PATIENCE_SECONDS = 10;

  /** What is done with a connection. */
  interface Work<T> {
    T with(Connection c) throws SQLException;
  }

  /** Each statement by itself; for what reads. */
  <T> T call(Work<T> work) {
    try (Connection c = database.source().getConnection()) {
      return work.with(c);
    } catch (SQLException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Each statement by itself, in turn. */
  <T> T write(Work<T> work) {
    takeTurn();
    try {
      return call(work);
    } finally {
      database.writers().release();
    }
  }

  private void takeTurn() {
    try {
      if (database.writers().tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      throw new StoreException("no turn to write came", new TimeoutException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for a turn to write", e);
    }
  }

  /** All of it or nothing, in turn. */
  <T> T transaction(Work<T> work) {
    return write(
        c -> {
          c.setAutoCommit(false);
          T result;
          try {
            result = work.with(c);
          } catch (SQLException | RuntimeException e) {
            giveUp(c, e);
            throw e;
          }
          commit(c);
          return result;
        });
  }

  /**
   * To go back to single statements commits (JDBC, {@link Connection#setAutoCommit}); at {@code
   * commit()} SQLite's driver would begin another transaction, to be committed as well. Where that
   * fails, the transaction may still be open, and the connection is not used again.
   */
  private void commit(Connection c) throws SQLException {
    try {
      c.setAutoCommit(true);
    } catch (SQLException e) {
      database.discard(c);
      throw e;
    }
  }

  /** What led here is what is told: SQLite rolls back by itself when the disk is full. */
  private static void giveUp(Connection c, Exception cause) {
    try {
      c.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    try {
      c.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
