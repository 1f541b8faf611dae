package io.madang.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.checker.Checker;
import io.madang.checker.Verdict;
import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cluster;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Swarm;
import io.madang.e2e.kit.Urls;
import io.madang.e2e.kit.WholeLog;
import io.madang.history.History;
import io.madang.history.Witness;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everybody comes back at once.
 *
 * <p>{@code madang.storm.readers} sets how many.
 */
@Tag("alone")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StormIT {
  private static final int READERS = Integer.getInteger("madang.storm.readers", 500);
  private static final int MESSAGES = 5;
  private static final int A_HANDFUL = 20;
  private static final String TOPIC = "chat/storm";

  @Test
  void thousandsWhoLoseTheirServerAtOnceHaveAllTheyMissedSoonAndItIsReadAFewTimes() {
    String[] room = {
      "madang.limits.connections=20000",
      "madang.limits.connections-per-address=20000",
      "madang.limits.connect-burst=40000",
      "madang.limits.requests-per-second=40000"
    };
    try (Cluster cluster = Cluster.start(2, room);
        History history = new History("storm")) {
      URI first = cluster.server(0).uri();
      URI second = cluster.server(1).uri();
      Author author = new Author(new Api(second, Urls.freshClient()), history.witness("author"));
      try (Swarm swarm = new Swarm(history, TOPIC, READERS, first)) {
        Cursor start = author.says(MESSAGES);
        swarm.connect(first);
        awaitAll(swarm, start);
        awaitAll(swarm, author.says(MESSAGES));

        history.died(first);
        cluster.server(0).kill();
        await().atMost(30, SECONDS).until(() -> swarm.connected() == 0);
        Cursor missed = author.says(MESSAGES);
        long reads = reads(author.api);
        long began = System.nanoTime();
        swarm.connect(second);
        awaitAll(swarm, missed);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        long asked = reads(author.api) - reads;
        System.out.printf("%d readers: %d ms, %d reads%n", READERS, took.toMillis(), asked);

        new WholeLog(author.api, TOPIC).tell(history);
        Verdict verdict = Checker.judge(history.file());
        System.out.print(verdict.times());
        assertThat(verdict.violations()).isEmpty();
        assertThat(swarm.troubles()).isEmpty();
        assertThat(took).isLessThan(Duration.ofSeconds(15));
        assertThat(asked).isLessThanOrEqualTo(A_HANDFUL);
      }
    }
  }

  private static void awaitAll(Swarm swarm, Cursor cursor) {
    await()
        .atMost(60, SECONDS)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThat(swarm.at(cursor)).as("%s", swarm.troubles()).isEqualTo(READERS));
  }

  /** What is read of a topic when somebody comes: its ends, its state, and pages. */
  private static long reads(Api api) {
    return api.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.matches("madang_store_reads_total\\{of=\"(ends|state|page)\"}.*"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf('}') + 1)))
        .sum();
  }

  /** Somebody who says something now and then. */
  private static final class Author {
    private final Api api;
    private final Witness witness;
    private int said;

    Author(Api api, Witness witness) {
      this.api = api;
      this.witness = witness;
    }

    Cursor says(int messages) {
      Cursor last = new Cursor("", 0);
      for (int i = 0; i < messages; i++) {
        String id = "message-" + said++;
        witness.publishes(TOPIC, id, id);
        String path = Urls.topic(TOPIC) + "/messages?name=" + witness.who();
        last = Cursor.of(api.post(path, Frames.message(id, id)).json());
        witness.acked(TOPIC, id, last.toString());
      }
      return last;
    }
  }
}
