package io.madang.layer.redis;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.resps.ClusterShardNodeInfo;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Where Redis is: {@code redis://user:password@host:6379}, or {@code rediss://} for TLS; or several
 * nodes of a Redis Cluster, of which any may be away.
 *
 * @param addresses at least one; a connection takes any of them
 * @param prefix begins the names of all channels, so that several Madangs can share one Redis
 * @param shards into so many groups channels are parted for sharded pub/sub; 0 for plain pub/sub
 */
public record RedisPlace(List<URI> addresses, String prefix, int shards) {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 1_000;

  /** A listener hears a heartbeat far more often. */
  private static final int DEAD_MILLIS = 4_000;

  /** Checks the addresses; {@link IllegalArgumentException} when no Redis can be there. */
  public RedisPlace {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || !addresses.stream().allMatch(RedisPlace::isRedis)) {
      throw new IllegalArgumentException("expected redis://host:port or rediss://host:port");
    }
  }

  private static boolean isRedis(URI address) {
    return JedisURIHelper.isValid(address)
        && (JedisURIHelper.isRedisScheme(address) || JedisURIHelper.isRedisSSLScheme(address));
  }

  boolean isSharded() {
    return shards > 0;
  }

  /** How many groups of channels there are, each with its own connections. */
  int groups() {
    return Math.max(1, shards);
  }

  /** What begins the names of a group's channels; those of one group are in one slot. */
  String prefix(int group) {
    return isSharded() ? prefix + "{" + group + "}:" : prefix;
  }

  /** A connection for a group's channels, to the node that has them now. */
  Connection connect(int group) {
    URI address = addresses.get(ThreadLocalRandom.current().nextInt(addresses.size()));
    HostAndPort known = JedisURIHelper.getHostAndPort(address);
    JedisClientConfig config = config(address);
    return new Connection(isSharded() ? master(known, config, prefix(group)) : known, config);
  }

  private static JedisClientConfig config(URI address) {
    return DefaultJedisClientConfig.builder()
        .user(JedisURIHelper.getUser(address))
        .password(JedisURIHelper.getPassword(address))
        .ssl(JedisURIHelper.isRedisSSLScheme(address))
        .sslParameters(ofThisHost())
        .clientName("madang")
        .connectionTimeoutMillis(CONNECT_MILLIS)
        .socketTimeoutMillis(ANSWER_MILLIS)
        .blockingSocketTimeoutMillis(DEAD_MILLIS)
        .build();
  }

  /** Jedis by itself takes any certificate that somebody signed, whatever its name. */
  private static SSLParameters ofThisHost() {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  /** Asks a node which one has the slot of a channel. */
  private static HostAndPort master(HostAndPort known, JedisClientConfig config, String channel) {
    int slot = JedisClusterCRC16.getSlot(channel);
    try (Jedis jedis = new Jedis(known, config)) {
      return jedis.clusterShards().stream()
          .filter(shard -> shard.getSlots().stream().anyMatch(range -> has(range, slot)))
          .flatMap(shard -> shard.getNodes().stream())
          .filter(node -> node.getRole().equals("master"))
          .map(node -> place(node, known, config.isSsl()))
          .findFirst()
          .orElseThrow(() -> new JedisConnectionException("no node has slot " + slot));
    }
  }

  private static boolean has(List<Long> range, int slot) {
    return range.get(0) <= slot && slot <= range.get(1);
  }

  /** A node that was not told its own name answers where it was asked. */
  private static HostAndPort place(ClusterShardNodeInfo node, HostAndPort known, boolean isSsl) {
    String host = node.getEndpoint();
    Long port = isSsl ? node.getTlsPort() : node.getPort();
    boolean isNamed = host != null && !host.isEmpty() && !host.equals("?");
    return new HostAndPort(
        isNamed ? host : known.getHost(), port == null ? known.getPort() : Math.toIntExact(port));
  }
}
