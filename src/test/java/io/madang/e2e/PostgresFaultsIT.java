package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cluster;
import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Transport;
import io.madang.kit.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL, and the way to it, fail under two servers under load: publishes are refused in time,
 * none is acked that is not kept, and everything goes on by itself.
 *
 * <p>{@code madang.faults.percent} says how long faults last, in percent of what is promised; below
 * 100 chance says which way is cut.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PostgresFaultsIT {
  private static final int PERCENT = Integer.getInteger("madang.faults.percent", 8);
  private static final Duration REFUSED = Duration.ofSeconds(5);
  private static final Duration RECOVERED = Duration.ofSeconds(10);

  /** Longer than it takes PostgreSQL to give up on a transaction that goes on no more. */
  private static final Duration LET_GO = Duration.ofSeconds(9);

  private static final Duration FROZEN =
      Duration.ofSeconds(20).multipliedBy(PERCENT).dividedBy(100);

  @TempDir static Path folder;

  private int count;

  @Test
  void publishesAreRefusedInTimeAndEverythingGoesOnByItself() {
    Seed seed = Seed.of(PostgresFaultsIT.class);
    try (Postgres postgres = new Postgres(folder);
        Cluster cluster = Cluster.startWithCables(2, postgres.url());
        EventStream stays = EventStream.ndjson(cluster.server(0).uri(), "?topic=chat/probe");
        Crowd crowd = new Crowd(cluster.uris(), "chat/store")) {
      crowd.follow(Transport.WEBSOCKET, Transport.SSE, Transport.LONG_POLLING);
      crowd.publish(4, seed.random());
      crowd.awaitAcks(200);

      postgres.freeze();
      long frozen = System.nanoTime();
      isRefusedInTime(cluster, 0, 1);
      await()
          .atMost(FROZEN.plusSeconds(1))
          .until(() -> System.nanoTime() - frozen > FROZEN.toNanos());
      postgres.thaw();
      goesOn(cluster, crowd);

      postgres.kill();
      isRefusedInTime(cluster, 0, 1);
      postgres.startAgain();
      goesOn(cluster, crowd);

      boolean areAnswersLost = seed.random().nextBoolean();
      if (areAnswersLost || PERCENT >= 100) {
        cluster.storeCable(0).loseAnswers();
        isRefusedInTime(cluster, 0);
        theOtherGoesOn(crowd);
        cluster.storeCable(0).mend();
        goesOn(cluster, crowd);
      }
      if (!areAnswersLost || PERCENT >= 100) {
        cluster.storeCable(1).loseRequests();
        isRefusedInTime(cluster, 1);
        theOtherGoesOn(crowd);
        cluster.storeCable(1).mend();
        goesOn(cluster, crowd);
      }

      awaitLast(stays);
      assertThat(crowd.finish().violations()).as(seed.toString()).isEmpty();
    }
  }

  private CompletableFuture<Api.Answer> publish(Cluster cluster, int server) {
    String path = "/topics/chat/probe/messages";
    String id = "probe-" + count++;
    return cluster.server(server).guest().postLater(path, Frames.message(id, id));
  }

  private void isRefusedInTime(Cluster cluster, int... servers) {
    long start = System.nanoTime();
    List<CompletableFuture<Api.Answer>> answers =
        Arrays.stream(servers).mapToObj(server -> publish(cluster, server)).toList();
    for (CompletableFuture<Api.Answer> answer : answers) {
      assertThat(answer.join().status()).as(answer.join().body()).isEqualTo(503);
      assertThat(answer.join().body()).contains("\"unavailable\"");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(REFUSED);
    for (int server : servers) {
      assertThat(cluster.server(server).guest().get("/health/ready").status()).isEqualTo(503);
    }
  }

  /** It was never cut off, and hears the newest probe. */
  private void awaitLast(EventStream stays) {
    String last = "\"probe-" + (count - 1) + "\"";
    while (!stays.next().frame().toString().contains(last)) {
      // the next one, until the test's time is over
    }
  }

  /** Rows that the server which is cut off had locked are free again. */
  private static void theOtherGoesOn(Crowd crowd) {
    long start = System.nanoTime();
    crowd.awaitAcks(100);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LET_GO);
  }

  private void goesOn(Cluster cluster, Crowd crowd) {
    for (int server = 0; server < 2; server++) {
      int each = server;
      await().atMost(RECOVERED).until(() -> publish(cluster, each).join().status() == 201);
    }
    crowd.awaitAcks(50);
  }
}
