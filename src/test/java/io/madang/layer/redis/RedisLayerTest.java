package io.madang.layer.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Person;
import io.madang.core.Signal;
import io.madang.core.Topic;
import io.madang.kit.Redis;
import io.madang.layer.ChannelLayerContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A real Redis between two ends. */
class RedisLayerTest extends ChannelLayerContract {

  private static final Topic ROOM = new Topic("chat/방");
  private static final Person BEN = new Person("ben", "Ben");
  private static Redis redis;

  @BeforeAll
  static void start() throws IOException {
    redis = Redis.start();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  private static ChannelLayer end() {
    return new RedisLayer(new RedisPlace(List.of(redis.uri()), "test:", 0));
  }

  @Override
  protected List<ChannelLayer> twoEnds() {
    return List.of(end(), end());
  }

  /** What one server hears. */
  private static final class Ear implements ChannelLayer.Channel {
    final List<Bell> heard = new CopyOnWriteArrayList<>();
    final List<Topic> joins = new CopyOnWriteArrayList<>();

    @Override
    public void hear(Topic group, Bell bell) {
      heard.add(bell);
    }

    @Override
    public void joined(Topic group) {
      joins.add(group);
    }
  }

  private static Bell signal() {
    return new Bell.Signalled(new Signal(ROOM, BEN, "{}"));
  }

  @Test
  void afterRedisWasAwayChannelsAreJoinedAgainByThemselves() throws IOException {
    Ear ear = new Ear();
    try (ChannelLayer here = end();
        ChannelLayer there = end()) {
      there.add(ROOM, ear);
      await().until(() -> ear.joins.size() == 1 && there.reachesOthers());
      redis.stop();
      await().until(() -> !there.reachesOthers());
      here.send(ROOM, signal(), new Ear());
      redis.startAgain();
      await().atMost(10, SECONDS).until(() -> ear.joins.size() == 2);
      await()
          .until(
              () -> {
                here.send(ROOM, signal(), new Ear());
                return !ear.heard.isEmpty();
              });
      await().until(() -> here.reachesOthers() && there.reachesOthers());
    }
  }

  @Test
  void aServerThatFallsSilentIsNotTrustedAndOneThatSaidFarewellIsForgotten() {
    try (ChannelLayer here = end();
        Jedis jedis = new Jedis(redis.uri())) {
      await().until(here::reachesOthers);
      jedis.publish("test:servers", "+stranger");
      await().until(() -> !here.reachesOthers());
      jedis.publish("test:servers", "-stranger");
      await().until(here::reachesOthers);
    }
  }

  @Test
  void garbageIsNobodysBell() {
    Ear ear = new Ear();
    try (ChannelLayer here = end();
        ChannelLayer there = end();
        Jedis jedis = new Jedis(redis.uri())) {
      there.add(ROOM, ear);
      await().until(() -> ear.joins.size() == 1);
      String channel = "test:topic:" + ROOM.name();
      List<String> garbage =
          List.of(
              "",
              "{",
              "[]",
              "\u0000\ud800",
              "{\"from\":1,\"Grown\":[]}",
              "{\"from\":\"x\",\"Grown\":[{}]}",
              "{\"from\":\"x\",\"Grown\":[{\"cursor\":\"e.2\",\"id\":\"1\",\"sender\":7}]}",
              "{\"from\":\"x\",\"Changed\":{\"version\":\"e.99999999999999999999\"}}",
              "{\"from\":\"x\",\"Present\":{\"server\":\"s\",\"people\":[1]}}",
              "{\"from\":\"x\",\"Present\":{\"server\":\"s\"}}",
              "[".repeat(100_000));
      garbage.forEach(text -> jedis.publish(channel, text));
      here.send(ROOM, signal(), new Ear());
      await().until(() -> !ear.heard.isEmpty());
      assertThat(ear.heard).hasSize(1);
    }
  }
}
