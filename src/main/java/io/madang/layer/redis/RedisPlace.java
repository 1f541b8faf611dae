package io.madang.layer.redis;

import java.net.URI;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Where Redis is: {@code redis://user:password@host:6379}, or {@code rediss://} for TLS.
 *
 * @param prefix begins the names of all channels, so that several Madangs can share one Redis
 */
public record RedisPlace(URI address, String prefix) {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 1_000;

  /** Checks the address; {@link IllegalArgumentException} when no Redis can be there. */
  public RedisPlace {
    if (!JedisURIHelper.isValid(address)) {
      throw new IllegalArgumentException("expected redis://host:port or rediss://host:port");
    }
  }

  Jedis connect() {
    HostAndPort host = JedisURIHelper.getHostAndPort(address);
    JedisClientConfig config =
        DefaultJedisClientConfig.builder()
            .user(JedisURIHelper.getUser(address))
            .password(JedisURIHelper.getPassword(address))
            .ssl(JedisURIHelper.isRedisSSLScheme(address))
            .clientName("madang")
            .connectionTimeoutMillis(CONNECT_MILLIS)
            .socketTimeoutMillis(ANSWER_MILLIS)
            .build();
    return new Jedis(host, config);
  }

  String channel(String name) {
    return prefix + name;
  }
}
