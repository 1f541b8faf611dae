package io.madang.layer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Person;
import io.madang.core.Signal;
import io.madang.core.Topic;
import io.madang.kit.Redis;
import io.madang.kit.SelfSigned;
import io.madang.kit.TlsProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis that lets in a user of Madang's only, as {@code redis.conf} shows it; and TLS. */
class RedisAccessTest {

  private static final Topic ROOM = new Topic("chat/방");
  private static Redis redis;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    redis =
        Redis.start(
            ("--user madang on >s3cret@: resetchannels &test:* -@all +@connection +@pubsub"
                    + " --user default off")
                .split(" "));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static URI as(String scheme, String userAndPassword, String host, int port) {
    return URI.create("%s://%s@%s:%d".formatted(scheme, userAndPassword, host, port));
  }

  private static URI plain(String userAndPassword) {
    return as("redis", userAndPassword, "127.0.0.1", redis.port());
  }

  /** Two servers that reach Redis so, and a bell between them. */
  private static void aBellArrives(URI address, String prefix) {
    AtomicInteger heard = new AtomicInteger();
    RedisPlace place = new RedisPlace(List.of(address), prefix, 0);
    try (ChannelLayer here = new RedisLayer(place);
        ChannelLayer there = new RedisLayer(place)) {
      there.add(ROOM, (group, bell) -> heard.incrementAndGet());
      await().until(there::reachesOthers);
      Bell bell = new Bell.Signalled(new Signal(ROOM, new Person("ben", "Ben"), "{}"));
      await()
          .until(
              () -> {
                here.send(ROOM, bell, (group, own) -> {});
                return heard.get() > 0;
              });
    }
  }

  private static boolean isLetIn(URI address, String prefix) {
    RedisPlace place = new RedisPlace(List.of(address), prefix, 0);
    try {
      new Session.Plain(new Deaf()).listen(place.connect(0), place.prefix(0) + "servers");
      return false;
    } catch (Joined e) {
      return true;
    } catch (JedisException e) {
      return false;
    }
  }

  /** Ends as soon as it has joined. */
  private static final class Deaf implements Session.Listener {
    @Override
    public void heard(String channel, String text) {}

    @Override
    public void joined(String channel) {
      throw new Joined();
    }

    @Override
    public void left(String channel) {}
  }

  private static final class Joined extends RuntimeException {}

  @Test
  void aUserWithAPasswordAndItsOwnChannels() {
    aBellArrives(plain("madang:s3cret%40%3A"), "test:");
  }

  @Test
  void anotherPasswordOrAnotherPrefixIsNotLetIn() {
    assertThat(isLetIn(plain("madang:wrong"), "test:")).isFalse();
    assertThat(isLetIn(plain("madang:s3cret%40%3A"), "other:")).isFalse();
  }

  @Test
  void tlsWithACertificateOfThisHost() throws Exception {
    SelfSigned certificate = SelfSigned.make(folder.resolve("keys"));
    SSLContext before = SSLContext.getDefault();
    try (TlsProxy proxy = new TlsProxy(certificate.server(), redis.port())) {
      SSLContext.setDefault(certificate.client());
      String user = "madang:s3cret%40%3A";
      aBellArrives(as("rediss", user, "localhost", proxy.port()), "test:");
      assertThat(isLetIn(as("rediss", user, "127.0.0.1", proxy.port()), "test:"))
          .as("the certificate is for another name")
          .isFalse();
      SSLContext.setDefault(before);
      assertThat(isLetIn(as("rediss", user, "localhost", proxy.port()), "test:"))
          .as("nobody known signed it")
          .isFalse();
    } finally {
      SSLContext.setDefault(before);
    }
  }
}
