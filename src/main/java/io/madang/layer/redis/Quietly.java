package io.madang.layer.redis;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Ends a connection that may be dead already. */
final class Quietly {

  private Quietly() {}

  static void close(@Nullable Jedis connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (JedisException e) {
        System.getLogger(Quietly.class.getName())
            .log(System.Logger.Level.DEBUG, "closing Redis: {0}", e.getMessage());
      }
    }
  }
}
