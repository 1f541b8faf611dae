package io.madang.store;

import io.madang.core.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on a connection of the pool's. Threads: any; they block. */
record Transactions(DataSource source) {

  /** What is done with a connection. */
  interface Work<T> {
    T with(Connection c) throws SQLException;
  }

  /** Each statement by itself. */
  <T> T call(Work<T> work) {
    try (Connection c = source.getConnection()) {
      return work.with(c);
    } catch (SQLException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /** All of it or nothing. */
  <T> T transaction(Work<T> work) {
    return call(
        c -> {
          c.setAutoCommit(false);
          try {
            T result = work.with(c);
            c.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            c.rollback();
            throw e;
          } finally {
            c.setAutoCommit(true);
          }
        });
  }
}
