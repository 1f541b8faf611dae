package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cluster;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Login;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Token;
import io.madang.e2e.kit.Urls;
import io.madang.kit.SharedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What ends somebody's right to be here ends the connections on another server too: a ban, a
 * revoked token, a logout; with Redis within a second, without within five.
 *
 * <p>{@code madang.faults.percent} of 100 measures more of them.
 */
@Tag("alone")
@Timeout(120)
class RevocationIT {
  private static final String PASSWORD = "a password of Kim's";
  private static final boolean IS_SHORT = Integer.getInteger("madang.faults.percent", 8) < 100;
  private static final int ROUNDS = IS_SHORT ? 2 : 20;

  /** On a machine that does other things meanwhile only the order of it can be promised. */
  private static final Duration BY_BELL = Duration.ofSeconds(IS_SHORT ? 3 : 1);

  private static final Duration BY_LOOKING = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), Token.SECRET);
    cluster =
        Cluster.startWithCables(
            2,
            SharedPostgres.newDatabase(),
            "madang.jwt.algorithms=HS256",
            "madang.jwt.keys-file=" + secret,
            "madang.jwt.issuer=" + Token.ISSUER,
            "madang.jwt.audience=madang",
            "madang.signing-keys=a secret for passes and tickets of these tests");
    Path users = cluster.server(0).data().resolve("users");
    MadangProcess.Ended made =
        MadangProcess.runWith(PASSWORD, "user", "--file", users.toString(), "create", "kim");
    assertThat(made.status()).as(made.output()).isZero();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private interface Ending {
    void now();
  }

  /** How long after it the WebSocket and the stream on the other server were closed. */
  private static long closedAfter(Ending ending, String query, String... header) {
    MadangProcess there = cluster.server(1);
    String[] line = header.length == 0 ? header : new String[] {header[0] + ": " + header[1]};
    try (RawWebSocket socket = RawWebSocket.open(there.uri(), query, line)) {
      socket.next("subscribed");
      long began = System.nanoTime();
      ending.now();
      assertThat(socket.nextClose().code()).isEqualTo(1008);
      return (System.nanoTime() - began) / 1_000_000;
    }
  }

  private static void decide(String json) {
    String body = "{\"id\":\"" + UUID.randomUUID() + "\",\"body\":" + json + "}";
    Api.Answer answer =
        cluster
            .server(0)
            .guest()
            .post(
                "/topics/madang.access/log/messages",
                body,
                "Authorization",
                Token.of("mo").role("moderator").bearer());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static long ban() {
    String user = "user-" + UUID.randomUUID().toString().substring(0, 8);
    return closedAfter(
        () -> decide("{\"do\":\"ban\",\"user\":\"" + user + "\"}"),
        query(),
        "Authorization",
        Token.of(user).bearer());
  }

  private static long revocation() {
    String id = UUID.randomUUID().toString();
    return closedAfter(
        () -> decide("{\"do\":\"revoke\",\"mark\":\"token:" + id + "\"}"),
        query(),
        "Authorization",
        Token.of("lee").id(id).bearer());
  }

  /** The session is one server's; by a ticket its user came to the other one. */
  private static long logout() {
    Login kim = Login.of(cluster.server(0).guest(), "kim", PASSWORD);
    return closedAfter(kim::out, query() + "&ticket=" + kim.ticket());
  }

  private static String query() {
    return "?topic=" + Urls.freshTopic("chat");
  }

  private static void measure(String how, Duration limit) {
    List<Long> bans = new ArrayList<>();
    List<Long> revocations = new ArrayList<>();
    List<Long> logouts = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      bans.add(ban());
      revocations.add(revocation());
      logouts.add(logout());
    }
    System.out.printf(
        "RevocationIT: closed on the other server, %s: ban %s, token %s, logout %s ms%n",
        how, bans, revocations, logouts);
    for (List<Long> all : List.of(bans, revocations, logouts)) {
      assertThat(all).as(how).allSatisfy(ms -> assertThat(ms).isLessThan(limit.toMillis()));
    }
  }

  @Test
  void theOtherServerHearsOfItAtOnceAndWithoutRedisSoon() {
    ban(); // the servers warm up
    logout();
    measure("with Redis", BY_BELL);
    cluster.redisCable(0).cut();
    cluster.redisCable(1).cut();
    measure("without Redis", BY_LOOKING);
    cluster.redisCable(0).mend();
    cluster.redisCable(1).mend();
  }

  @Test
  void aStreamIsToldWhyAndWhoIsBannedIsRefusedEverywhere() {
    MadangProcess there = cluster.server(1);
    String user = "user-" + UUID.randomUUID().toString().substring(0, 8);
    String bearer = Token.of(user).bearer();
    try (EventStream stream = EventStream.sse(there.uri(), query(), "Authorization", bearer);
        RawWebSocket stays = RawWebSocket.open(there.uri(), query())) {
      stream.next("subscribed");
      stays.next("subscribed");
      decide("{\"do\":\"ban\",\"user\":\"" + user + "\"}");
      assertThat(stream.next("error").frame().getString("code")).isEqualTo("forbidden");
      stays.send("{\"type\":\"ping\"}");
      stays.next("pong");
    }
    Api.Answer answer = there.guest().get("/topics/chat/x", "Authorization", bearer);
    assertThat(answer.status()).isEqualTo(403);
  }
}
