package io.madang.layer.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Person;
import io.madang.core.Signal;
import io.madang.core.Topic;
import io.madang.kit.Redis;
import io.madang.kit.RedisCluster;
import io.madang.layer.ChannelLayerContract;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A real Redis Cluster of three nodes between two ends, by sharded and by plain pub/sub. */
class ShardedLayerTest extends ChannelLayerContract {

  private static final Topic ROOM = new Topic("chat/방");
  private static final int GROUPS = 4;
  private static @Nullable RedisCluster started;

  private final AtomicInteger heard = new AtomicInteger();

  @BeforeAll
  static void start() throws IOException {
    Optional<File> program = RedisCluster.program();
    assumeThat(program).as("needs a redis-server of version 7 or newer on the machine").isPresent();
    started = new RedisCluster(program.get());
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  private static RedisCluster cluster() {
    return java.util.Objects.requireNonNull(started);
  }

  private static ChannelLayer end(int shards) {
    return new RedisLayer(new RedisPlace(cluster().uris(), "test:", shards));
  }

  @Override
  protected List<ChannelLayer> twoEnds() {
    return List.of(end(GROUPS), end(GROUPS));
  }

  private void ringUntilHeard(ChannelLayer from) {
    Bell bell = new Bell.Signalled(new Signal(ROOM, new Person("ben", "Ben"), "{}"));
    int before = heard.get();
    await()
        .atMost(15, SECONDS)
        .until(
            () -> {
              from.send(ROOM, bell, (group, own) -> {});
              return heard.get() > before;
            });
  }

  /** The group of the room, as all servers reckon it. */
  private static String channel() {
    return "test:{" + Math.floorMod(ROOM.name().hashCode(), GROUPS) + "}:topic:" + ROOM.name();
  }

  @Test
  void aBellGoesToOneShardOnly() {
    try (ChannelLayer here = end(GROUPS);
        ChannelLayer there = end(GROUPS)) {
      there.add(ROOM, (group, bell) -> heard.incrementAndGet());
      ringUntilHeard(here);
      for (var uri : cluster().uris()) {
        try (Jedis node = new Jedis(uri)) {
          Long listeners = node.pubsubShardNumSub(channel()).get(channel());
          boolean hasIt = cluster().nodeOf(channel()).uri().equals(uri);
          assertThat(listeners).isEqualTo(hasIt ? 1L : 0L);
        }
      }
    }
  }

  @Test
  void aSlotThatMovesIsFollowed() {
    try (ChannelLayer here = end(GROUPS);
        ChannelLayer there = end(GROUPS)) {
      there.add(ROOM, (group, bell) -> heard.incrementAndGet());
      ringUntilHeard(here);
      Redis before = cluster().nodeOf(channel());
      cluster().move(channel());
      await().until(() -> cluster().nodeOf(channel()) != before);
      ringUntilHeard(here);
      await().atMost(15, SECONDS).until(() -> here.reachesOthers() && there.reachesOthers());
    }
  }

  @Test
  void whileANodeIsAwayNothingIsTrustedAndThenAllIsJoinedAgain() throws IOException {
    try (ChannelLayer here = end(GROUPS);
        ChannelLayer there = end(GROUPS)) {
      there.add(ROOM, (group, bell) -> heard.incrementAndGet());
      ringUntilHeard(here);
      await().until(there::reachesOthers);
      Redis node = cluster().nodeOf(channel());
      node.stop();
      await().until(() -> !there.reachesOthers());
      node.startAgain();
      ringUntilHeard(here);
      await().atMost(15, SECONDS).until(() -> here.reachesOthers() && there.reachesOthers());
    }
  }

  @Test
  void plainBellsReachAllNodesThroughAnyOfThem() {
    List<java.net.URI> all = cluster().uris();
    try (ChannelLayer here = new RedisLayer(new RedisPlace(all.subList(0, 1), "plain:", 0));
        ChannelLayer there = new RedisLayer(new RedisPlace(all.subList(2, 3), "plain:", 0))) {
      there.add(ROOM, (group, bell) -> heard.incrementAndGet());
      ringUntilHeard(here);
      await().until(() -> here.reachesOthers() && there.reachesOthers());
    }
  }
}
