package io.madang.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.checker.Times;
import io.madang.checker.Verdict;
import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cluster;
import io.madang.e2e.kit.Conversation;
import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.FaultyProxy;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Transport;
import io.madang.e2e.kit.Urls;
import io.madang.e2e.kit.WholeLog;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers, one PostgreSQL, one Redis: any client on any server, and nothing is lost. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ClusterIT {
  private static final int ROUNDS = Integer.getInteger("madang.cluster.rounds", 2);
  private static final int RESTARTS = Integer.getInteger("madang.cluster.restarts", 2);

  /** After a connection that lasted so long a browser's pauses are short again. */
  private static final Duration REST = Duration.ofSeconds(10);

  private static final Duration RECOVERY = Duration.ofSeconds(5);

  /** Of a few samples the p99 is the greatest, and a server that just started is slow. */
  private static final Duration SILENCE = Duration.ofSeconds(RESTARTS < 20 ? 5 : 2);

  private static final String KEY = "a-key-of-the-cluster";
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(2, "madang.publish-key=" + KEY);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Crowd crowd(String topic, Random random) {
    Crowd crowd = new Crowd(cluster.uris(), topic);
    crowd.follow(
        Transport.WEBSOCKET,
        Transport.WEBSOCKET,
        Transport.SSE,
        Transport.LONG_POLLING,
        Transport.POLLING);
    return crowd.publish(6, random);
  }

  private static Times judge(Crowd crowd, Seed seed) {
    Verdict verdict = crowd.finish();
    assertThat(verdict.violations()).as(seed.toString()).isEmpty();
    assertThat(crowd.acked()).isPositive();
    return verdict.times();
  }

  @Test
  void clientsOfAServerThatIsKilledGoOnAtAnotherAndNothingIsLost() {
    Seed seed = Seed.of(ClusterIT.class);
    Random random = seed.random();
    try (Crowd crowd = crowd("chat/killed", random)) {
      for (int round = 0; round < ROUNDS; round++) {
        crowd.awaitAcks(200);
        MadangProcess victim = cluster.server(round % 2);
        crowd.history().died(victim.uri());
        victim.kill();
        crowd.awaitAcks(100);
        victim.restart();
      }
      Times times = judge(crowd, seed);
      assertThat(times.stranded()).isEmpty();
      assertThat(times.recovery().count()).isPositive();
      assertThat(times.recovery().percentile(99)).isLessThan(RECOVERY);
    }
  }

  @Test
  void serversAreRestartedOneAfterTheOtherAndABrowserSeesNoError() {
    Seed seed = Seed.of(ClusterIT.class);
    String talk = "chat/talk";
    try (Crowd crowd = crowd("chat/rolling", seed.random());
        FaultyProxy balancer = new FaultyProxy(cluster.uris());
        Conversation browsers =
            Conversation.begin(balancer.uri(), talk, "websocket", crowd.history())) {
      browsers.goesOnFor(40);
      for (int round = 0; round < RESTARTS; round++) {
        crowd.awaitAcks(200);
        MadangProcess server = cluster.server(round % 2);
        crowd.history().died(server.uri());
        assertThat(server.terminate()).isIn(0, 143);
        server.restart();
        long rested = System.nanoTime() + REST.toNanos();
        do {
          browsers.goesOnFor(10);
        } while (System.nanoTime() - rested < 0);
      }
      assertThat(browsers.end())
          .allSatisfy(person -> assertThat(person.getJsonArray("errors")).isEmpty());
      new WholeLog(cluster.server(0).guest(), talk).tell(crowd.history());
      Times times = judge(crowd, seed);
      assertThat(times.silence().count()).isPositive();
      assertThat(times.silence().percentile(99)).isLessThan(SILENCE);
    }
  }

  @Test
  void whoIsHereIsTheSameOnEveryServerAndWhoeverDiesWithAServerLeaves() {
    String room = "?topic=chat/present&presence=true";
    try (EventStream annHears = listen(0, room + "&name=Ann&client=" + Urls.freshClient());
        EventStream benHears = listen(1, room + "&name=Ben&client=" + Urls.freshClient())) {
      awaitWord(annHears, "\"Ben\"");
      awaitWord(benHears, "\"Ann\"");
      assertThat(online(0)).isEqualTo(2);
      cluster.server(1).kill();
      await().atMost(15, SECONDS).untilAsserted(() -> assertThat(online(0)).isEqualTo(1));
      cluster.server(1).restart();
      await().atMost(15, SECONDS).untilAsserted(() -> assertThat(online(1)).isEqualTo(1));
    }
  }

  private static EventStream listen(int server, String query) {
    return EventStream.ndjson(cluster.server(server).uri(), query);
  }

  private static void awaitWord(EventStream stream, String word) {
    while (!stream.next().frame().toString().contains(word)) {
      // the next one, until the test's time is over
    }
  }

  private static int online(int server) {
    return cluster.server(server).guest().get("/topics/chat/present").json().getInt("online");
  }

  @Test
  void aPriceIsTheSameOnEveryServerAndOutlivesThemAll() {
    Api guest = cluster.server(1).guest();
    String state = "/topics/market/CLUSTER/state";
    try (EventStream hears = listen(1, "?topic=market/CLUSTER")) {
      Api program = cluster.server(0).guest();
      program.put(state + "/ticker", "{\"price\":7}", "Authorization", "Bearer " + KEY);
      awaitWord(hears, "\"price\":7");
    }
    assertThat(guest.get(state).body()).contains("\"price\":7");
    cluster.server(0).terminate();
    cluster.server(0).restart();
    assertThat(cluster.server(0).guest().get(state).body()).contains("\"price\":7");
  }
}
