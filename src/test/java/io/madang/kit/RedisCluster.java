package io.madang.kit;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A Redis Cluster of three nodes, of the Redis that the machine has.
 *
 * <p>Threads: one thread at a time.
 */
public final class RedisCluster implements AutoCloseable {

  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  private final List<Redis> nodes = new ArrayList<>();

  /** Starts one of a program of version 7 or newer. */
  public RedisCluster(File program) throws IOException {
    for (int i = 0; i < NODES; i++) {
      String bus = Integer.toString(freePort());
      nodes.add(
          Redis.start(
              program,
              "--cluster-enabled",
              "yes",
              "--cluster-port",
              bus,
              "--cluster-node-timeout",
              "1000",
              "--cluster-require-full-coverage",
              "no"));
    }
    try (Jedis first = new Jedis(nodes.get(0).uri())) {
      for (int i = 0; i < NODES; i++) {
        join(first, i);
      }
      await().until(() -> first.clusterInfo().contains("cluster_state:ok"));
    }
    await().until(() -> nodes.stream().allMatch(RedisCluster::knowsAll));
  }

  private void join(Jedis first, int number) {
    try (Jedis node = new Jedis(nodes.get(number).uri())) {
      node.sendCommand(
          redis.clients.jedis.Protocol.Command.CLUSTER,
          "ADDSLOTSRANGE",
          Integer.toString(SLOTS * number / NODES),
          Integer.toString(SLOTS * (number + 1) / NODES - 1));
      if (number > 0) {
        String bus = first.configGet("cluster-port").get("cluster-port");
        node.sendCommand(
            redis.clients.jedis.Protocol.Command.CLUSTER,
            "MEET",
            "127.0.0.1",
            Integer.toString(nodes.get(0).port()),
            bus);
      }
    }
  }

  private static boolean knowsAll(Redis redis) {
    try (Jedis node = new Jedis(redis.uri())) {
      String info = node.clusterInfo();
      return info.contains("cluster_slots_ok:16384") && info.contains("cluster_known_nodes:3");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** The machine's Redis, if it is new enough for sharded pub/sub. */
  public static Optional<File> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .filter(RedisCluster::isNewEnough)
        .findFirst();
  }

  private static boolean isNewEnough(File program) {
    try {
      Process asked = new ProcessBuilder(program.toString(), "--version").start();
      String version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return version.matches("(?s).* v=([7-9]|\\d\\d)\\..*");
    } catch (IOException e) {
      return false;
    }
  }

  /** The addresses of all nodes. */
  public List<URI> uris() {
    return nodes.stream().map(Redis::uri).toList();
  }

  /** The node that has a channel's slot. */
  public Redis nodeOf(String channel) {
    int slot = JedisClusterCRC16.getSlot(channel);
    try (Jedis jedis = new Jedis(nodes.get(0).uri())) {
      long port =
          jedis.clusterShards().stream()
              .filter(
                  shard ->
                      shard.getSlots().stream().anyMatch(r -> r.get(0) <= slot && slot <= r.get(1)))
              .findFirst()
              .orElseThrow()
              .getNodes()
              .get(0)
              .getPort();
      return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }
  }

  /** Moves a channel's slot to another node. */
  public void move(String channel) {
    int slot = JedisClusterCRC16.getSlot(channel);
    Redis from = nodeOf(channel);
    Redis to = nodes.stream().filter(node -> node != from).findFirst().orElseThrow();
    try (Jedis source = new Jedis(from.uri());
        Jedis target = new Jedis(to.uri())) {
      String id = target.clusterMyId();
      target.clusterSetSlotImporting(slot, source.clusterMyId());
      source.clusterSetSlotMigrating(slot, id);
      target.clusterSetSlotNode(slot, id);
      source.clusterSetSlotNode(slot, id);
    }
  }

  @Override
  public void close() {
    nodes.forEach(Redis::close);
  }
}
