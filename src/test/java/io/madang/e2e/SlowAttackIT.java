package io.madang.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Arrivals;
import io.madang.e2e.kit.Assault;
import io.madang.e2e.kit.Assault.Plan;
import io.madang.e2e.kit.ClientFrames;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawHttp;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who is slow on purpose, or floods, is bounded; who means well comes in meanwhile.
 *
 * <p>{@code madang.attacks.percent} sets how many attack, and for how long. At 100 an arrival takes
 * 200 ms at most (p99); a short run on a busy machine is content with a second.
 */
@Tag("alone")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SlowAttackIT {

  private static final int PERCENT = Integer.getInteger("madang.attacks.percent", 10);
  private static final boolean IS_WHOLE = PERCENT >= 100;
  private static final double MOST_MILLIS = IS_WHOLE ? 200 : 1_000;
  private static final Duration TIME = Duration.ofMillis(IS_WHOLE ? 15_000 : 1_500);
  private static final Duration SLOWLY = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String BAD = "127.0.0.66";
  private static final int PING = 9;
  private static final String GUEST = "?topic=chat/attacked";

  private static MadangProcess server;

  @BeforeAll
  static void start() {
    server =
        MadangProcess.start(
            "madang.publish-key=" + SharedServer.PUBLISH_KEY,
            "madang.limits.body-time=2s",
            "madang.heartbeat.ping=1s",
            "madang.heartbeat.silence=3s");
    Arrivals.during(Duration.ofSeconds(1), server.uri()); // warm
  }

  @AfterAll
  static void stop() {
    server.close();
    assertThat(server.wholeOutput()).as("told of one by one").doesNotContain("WARN", "Exception");
  }

  private static int many(int whole) {
    return Math.max(50, whole * PERCENT / 100);
  }

  private static String asking(String what, String... headers) {
    String more = Stream.of(headers).map(header -> header + "\r\n").collect(joining());
    return what + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
  }

  /** Others come in meanwhile, and after a while the attack has ended as it should. */
  private static void withstands(String what, int count, Plan plan, Ends ends) throws IOException {
    long start = System.nanoTime();
    try (Assault assault = new Assault(server.uri(), count, plan)) {
      Arrivals arrivals = Arrivals.during(TIME, server.uri());
      System.out.printf(
          "SlowAttackIT: %s (%d): %s; %d of %d connections closed%n",
          what, count, arrivals, assault.closed(), assault.connects());
      await().atMost(SOON).until(() -> ends.asTheyShould(assault));
      System.out.printf(
          "  ended as it should after %d ms%n", (System.nanoTime() - start) / 1_000_000);
      assertThat(arrivals.millis(0.99)).as(what).isLessThan(MOST_MILLIS);
    }
  }

  private interface Ends {
    boolean asTheyShould(Assault assault);
  }

  private static Ends all(int count) {
    return assault -> assault.closed() == count;
  }

  @Test
  void headsThatDoNotComeAreGivenUpAfterTenSeconds() throws IOException {
    int count = many(2_000);
    Plan slow = Plan.from(BAD, "GET / HTTP/1.1\r\nX: ").then("x".getBytes(UTF_8), SLOWLY);
    Plan silent = Plan.from(BAD, "");
    try (Assault nothing = new Assault(server.uri(), count, silent)) {
      withstands("slow heads", count, slow, all(count));
      await().atMost(SOON).until(() -> nothing.closed() == count);
    }
  }

  @Test
  void bodiesThatDoNotComeAreGivenUpInTimeAndHoldNoThread() throws IOException {
    int count = many(500);
    String head =
        asking(
                "POST /topics/chat/attacked/messages",
                "Content-Length: 1000",
                "Content-Type: application/json")
            + "{";
    withstands(
        "slow bodies", count, Plan.from(BAD, head).then(" ".getBytes(UTF_8), SLOWLY), all(count));
  }

  @Test
  void formsThatDoNotComeHoldNoThread() throws IOException {
    int count = 300; // the server has 200 threads
    String head =
        asking(
                "POST /chat/attacked",
                "Content-Length: 1000",
                "Content-Type: application/x-www-form-urlencoded")
            + "text=";
    withstands(
        "slow forms",
        count,
        Plan.from(BAD, head).then("a".getBytes(UTF_8), SLOWLY),
        assault -> server.guest().get("/chat/attacked").status() == 200);
  }

  /** A page would cost far more than the form: 300 of them kept all who came waiting a second. */
  @Test
  void aFormThatDoesNotComeIsAnsweredWithoutAPage() {
    String head =
        asking(
            "POST /chat/attacked",
            "Content-Length: 1000",
            "Content-Type: application/x-www-form-urlencoded");

    RawHttp.Answer answer = RawHttp.sendSlowly(server.uri(), head.getBytes(UTF_8), SLOWLY);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(answer.body()).isEqualTo("the limit is 2.0 seconds for a body to come\n");
  }

  @Test
  void socketsThatGoWithoutAWordAreGivenUpAfterTheSilence() throws IOException {
    int count = many(190);
    withstands(
        "half-open",
        count,
        Plan.socket(server.uri(), BAD, GUEST).deaf(),
        assault -> server.guest().connections() == 0);
  }

  @Test
  void streamsThatNobodyReadsAreGivenUp() throws IOException {
    int count = many(190);
    String ask = asking("GET /events?last=1000&topic=chat/flow", "Accept: text/event-stream");
    Api program = server.guest();
    for (int i = 0; i < 100; i++) {
      String message = Frames.message("m" + i, "x".repeat(60_000));
      String key = "Bearer " + SharedServer.PUBLISH_KEY;
      String topic = "/topics/chat/flow/messages";
      assertThat(program.post(topic, message, "Authorization", key).status()).isIn(200, 201);
    }
    withstands(
        "streams that nobody reads",
        count,
        Plan.from(BAD, ask).deaf(),
        assault -> server.guest().connections() == 0);
  }

  @Test
  void largeAnswersThatNobodyReadsAreFewAndGivenUp() throws IOException {
    Api program = server.guest();
    String topic = "/topics/chat/large/messages";
    for (int i = 0; i < 20; i++) {
      String message = Frames.message("m" + i, "x".repeat(60_000));
      String key = "Bearer " + SharedServer.PUBLISH_KEY;
      assertThat(program.post(topic, message, "Authorization", key).status()).isIn(200, 201);
    }
    String page = topic + "?limit=1000";
    assertThat(program.get(page).status()).isEqualTo(200);
    Plan plan = Plan.from("127.0.0.1", asking("GET " + page)).deaf();
    int count = many(200);
    try (Assault full = new Assault(server.uri(), count, plan)) {
      await().atMost(SOON).until(() -> program.get(page).status() == 429);
      assertThat(full.connects()).isEqualTo(count);
    }
    withstands(
        "answers that nobody reads", count, plan, assault -> program.get(page).status() == 200);
  }

  @Test
  void fragmentsWithoutEndAreCutShort() throws IOException {
    byte[] start = ClientFrames.frame(false, RawWebSocket.TEXT, "{");
    byte[] parts =
        ClientFrames.times(100, ClientFrames.frame(false, RawWebSocket.CONTINUATION, ""));
    Plan plan =
        Plan.socket(server.uri(), BAD, GUEST)
            .then(ClientFrames.times(1, start, parts), Duration.ZERO);
    withstands("endless fragments", 50, plan, all(50));
  }

  @Test
  void pingFloodsAreCutShort() throws IOException {
    Plan plan =
        Plan.socket(server.uri(), BAD, GUEST)
            .then(ClientFrames.times(100, ClientFrames.frame(true, PING, "ping")), Duration.ZERO);
    withstands("ping floods", 50, plan, all(50));
  }

  @Test
  void whoComesAndGoesAllTheTimeIsSlowedDown() throws IOException {
    String join = "{\"type\":\"subscribe\",\"topic\":\"chat/attacked\",\"presence\":true}";
    String leave = "{\"type\":\"unsubscribe\",\"topic\":\"chat/attacked\"}";
    byte[] both = ClientFrames.times(10, ClientFrames.text(join), ClientFrames.text(leave));
    Plan plan = Plan.socket(server.uri(), BAD, "").then(both, Duration.ZERO).comesBack();
    withstands("join and leave floods", 20, plan, assault -> assault.closed() >= 20);
  }

  @Test
  void parkedPollsAreAsManyAsAnAddressMayHave() throws IOException {
    String poll = asking("GET /events?wait=30&topic=chat/parked");
    withstands(
        "parked polls",
        many(500),
        Plan.from(BAD, poll),
        assault -> server.guest().connections() <= 200);
  }
}
