package io.madang.layer.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/** Ends a connection that may be dead already, without waiting for it. */
final class Quietly {

  private Quietly() {}

  static void disconnect(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.forceDisconnect();
      } catch (IOException e) {
        System.getLogger(Quietly.class.getName())
            .log(System.Logger.Level.DEBUG, "hanging up: {0}", e.getMessage());
      }
    }
  }
}
