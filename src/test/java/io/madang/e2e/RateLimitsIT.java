package io.madang.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often what may be done, on every transport: what is over a limit is told with its name and
 * when to come back.
 *
 * <p>Each test comes from an address of its own: the server believes this one that it is a proxy.
 */
@Timeout(60)
class RateLimitsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SERVER = "Bearer " + SharedServer.PUBLISH_KEY;
  private static final AtomicInteger ADDRESSES = new AtomicInteger();
  private static final int PING = 9;
  private static final int PONG = 10;

  @TempDir static Path folder;
  private static Path policies;
  private static MadangProcess server;

  private final String address = "192.0.2." + ADDRESSES.incrementAndGet();

  @BeforeAll
  static void start() throws IOException {
    policies =
        Files.writeString(
            folder.resolve("policies.yaml"),
            """
            namespaces:
              desk:
                read: everyone
                publish: everyone
                signal: everyone
                state: everyone
                publishes-per-second: 1
                burst: 2
                body-bytes: 60
              room:
                read: everyone
                publish: everyone
                signal: everyone
                body-bytes: 60
            """);
    server =
        MadangProcess.start(
            "madang.proxies=127.0.0.1",
            "madang.policies=" + policies,
            "madang.publish-key=" + SharedServer.PUBLISH_KEY,
            "madang.limits.topics-per-connection=5",
            "madang.limits.topic-publishes-per-second=50",
            "madang.limits.subscribes-per-second=1",
            "madang.limits.frames-per-second=20",
            "madang.limits.requests-per-second=20",
            "madang.limits.connects-per-second=1",
            "madang.limits.connect-burst=12",
            "madang.limits.flood-connects=9",
            "madang.limits.failed-proofs-per-minute=5");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Api.Answer get(String path, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.addAll(List.of("X-Forwarded-For", address));
    return server.guest().get(path, headers.toArray(String[]::new));
  }

  private Api.Answer post(Api as, String path, String json) {
    return as.post(path, json, "X-Forwarded-For", address);
  }

  private RawWebSocket open(String query, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add("X-Forwarded-For: " + address);
    return RawWebSocket.open(server.uri(), query, headers.toArray(String[]::new));
  }

  /** From an address of which nothing was counted yet. */
  private static String[] fromElsewhere() {
    return new String[] {"X-Forwarded-For", "2001:db8:" + ADDRESSES.incrementAndGet() + "::1"};
  }

  private static void assertNames(Api.Answer refused, String limit) {
    assertThat(refused.status()).as(refused.body()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.json().getString("code")).isEqualTo("rate_limited");
    assertThat(refused.json().getString("detail")).contains(limit);
    assertThat(refused.json().getJsonNumber("retryAfter").doubleValue()).isPositive();
  }

  private static void assertNames(JsonObject error, String limit) {
    assertThat(error.getString("code")).isEqualTo("rate_limited");
    assertThat(error.getString("detail")).contains(limit);
    assertThat(error.getJsonNumber("retryAfter").doubleValue()).isPositive();
  }

  /** Many at once, so that a slow machine does not refill the bucket; the first that is refused. */
  private static Api.Answer refused(Supplier<CompletableFuture<Api.Answer>> request) {
    return refused(120, request);
  }

  private static Api.Answer refused(int count, Supplier<CompletableFuture<Api.Answer>> request) {
    CompletableFuture<Api.Answer> refused = new CompletableFuture<>();
    for (int i = 0; i < count; i++) {
      request.get().thenAccept(answer -> offer(refused, answer));
    }
    return refused.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void offer(CompletableFuture<Api.Answer> refused, Api.Answer answer) {
    if (answer.status() >= 400) {
      refused.complete(answer);
    }
  }

  @Test
  void anAddressConnectsSoOftenByWhateverStays() {
    String path = "/events?topic=" + Urls.freshTopic("chat");
    for (String type : List.of("text/event-stream", "application/x-ndjson")) {
      Api.Answer refused =
          refused(
              18, () -> server.guest().getLater(path, "Accept", type, "X-Forwarded-For", address));
      assertNames(refused, "1 connects a second per address");
    }
    String from = "X-Forwarded-For: " + address;
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              try (RawWebSocket late = RawWebSocket.handshake(server.uri(), path, from)) {
                return late.status() == 429 && !late.header("Retry-After").isEmpty();
              }
            });
    try (RawWebSocket program = open("", "Authorization: " + SERVER)) {
      assertThat(program.next("welcome")).isNotNull();
    }
    assertThat(server.guest().poll("chat/x", "").status()).as("a poll").isEqualTo(200);
  }

  @Test
  void anAddressAsksSoOften() {
    String topic = "/topics/" + Urls.freshTopic("chat");
    for (String path : List.of(topic, "/events?topic=chat/a")) {
      Api.Answer refused = refused(() -> server.guest().getLater(path, "X-Forwarded-For", address));
      assertNames(refused, "20 requests a second per address");
    }
    assertThat(get(topic, "Authorization", SERVER).status()).isEqualTo(200);
    assertThat(server.guest().get(topic).status()).as("another").isEqualTo(200);
  }

  @Test
  void afterTooManyWrongProofsNoneOfTheAddressIsLookedAt() {
    String topic = "/topics/" + Urls.freshTopic("chat");
    assertThat(get(topic, "Authorization", "Bearer wrong").status()).isEqualTo(401);
    assertThat(get(topic + "?ticket=wrong").status()).isEqualTo(401);
    try (RawWebSocket socket = open("", "Authorization: Bearer wrong")) {
      assertThat(socket.next("error").getString("code")).isEqualTo("unauthorized");
    }
    try (RawWebSocket socket = open("")) {
      socket.next("welcome");
      String wrong = "{\"type\":\"auth\",\"token\":\"wrong\"}";
      assertThat(socket.send(wrong).next("error").getString("code")).isEqualTo("unauthorized");
      assertThat(socket.send(wrong).next("error").getString("code")).isEqualTo("unauthorized");
      assertNames(socket.send(wrong).next("error"), "5 wrong tokens, tickets and keys a minute");
    }
    assertNames(get(topic, "Authorization", SERVER), "5 wrong tokens, tickets and keys a minute");
    assertThat(get(topic).status()).as("a guest").isEqualTo(200);
    assertThat(server.guest().get(topic, "Authorization", SERVER).status())
        .as("elsewhere")
        .isEqualTo(200);
  }

  @Test
  void aConnectionSubscribesSoOften() {
    try (RawWebSocket socket = open("")) {
      String topic = Urls.freshTopic("chat");
      for (int i = 0; i < 40; i++) {
        socket.send(
            Frames.subscribe(topic) + "\n{\"type\":\"unsubscribe\",\"topic\":\"" + topic + "\"}");
      }
      JsonObject error = socket.next(f -> f.getString("code", "").equals("rate_limited"));
      assertNames(error, "1 subscribes a second per connection");
      assertThat(error.getString("topic")).isEqualTo(topic);
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
    }
  }

  private void assertSentAway(RawWebSocket socket) {
    assertNames(socket.next("error"), "20 frames a second per user");
    assertThat(socket.nextClose().code()).isEqualTo(1008);
  }

  /**
   * Two floods cost more than were there. They are paid when the connection is gone, a moment after
   * its client hears of it; without them ten more could come.
   */
  private void assertOwesConnects() {
    String from = "X-Forwarded-For: " + address;
    AtomicInteger tries = new AtomicInteger();
    await()
        .pollDelay(Duration.ZERO)
        .failFast("more could come", () -> tries.get() > 5)
        .until(
            () -> {
              tries.incrementAndGet();
              try (RawWebSocket late = RawWebSocket.handshake(server.uri(), "/events", from)) {
                return late.status() == 429;
              }
            });
    long began = System.nanoTime();
    try (RawWebSocket late = RawWebSocket.handshake(server.uri(), "/events", from)) {
      assertThat(late.status()).isEqualTo(429);
      assertThat((System.nanoTime() - began) / 1_000_000)
          .as("it takes its time")
          .isGreaterThan(900);
      assertThat(late.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void aConnectionSendsSoManyFrames() {
    try (RawWebSocket socket = open("")) {
      socket.send((Frames.ping() + "\n").repeat(60)).next("pong");
      socket.send((Frames.ping() + "\n").repeat(99));
      socket.send((Frames.ping() + "\n").repeat(99));
      assertSentAway(socket);
    }
    try (RawWebSocket socket = open("")) {
      IntStream.range(0, 400).forEach(i -> socket.frame(true, PONG, new byte[0]));
      assertSentAway(socket);
    }
    assertOwesConnects();
    try (RawWebSocket program = open("", "Authorization: " + SERVER)) {
      for (int i = 0; i < 5; i++) {
        program.send((Frames.ping() + "\n").repeat(60)).next("pong");
      }
    }
  }

  @Test
  void crumbsOfAMessageAreFramesAndPiecesAreNot() {
    try (RawWebSocket socket = open("")) {
      socket.frame(false, RawWebSocket.TEXT, "{".getBytes(UTF_8));
      IntStream.range(0, 400)
          .forEach(i -> socket.frame(false, RawWebSocket.CONTINUATION, new byte[0]));
      assertSentAway(socket);
    }
    try (RawWebSocket socket = open("")) {
      for (int i = 0; i < 10; i++) {
        socket.frame(false, RawWebSocket.TEXT, " ".repeat(2_000).getBytes(UTF_8));
        for (int part = 0; part < 20; part++) {
          socket.frame(false, RawWebSocket.CONTINUATION, " ".repeat(2_000).getBytes(UTF_8));
        }
        socket.frame(true, RawWebSocket.CONTINUATION, Frames.ping().getBytes(UTF_8));
      }
      IntStream.range(0, 10).forEach(i -> socket.next("pong"));
    }
  }

  @Test
  void pingsOfTheProtocolAreCountedToo() {
    try (RawWebSocket socket = open("")) {
      socket.next("welcome");
      IntStream.range(0, 40).forEach(i -> socket.frame(true, PING, new byte[0]));
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
      flood(socket);
      RawWebSocket.Closed closed = socket.nextClose();
      assertThat(closed.code()).isEqualTo(1008);
      assertThat(closed.reason()).contains("pings");
    }
    try (RawWebSocket socket = open("")) {
      flood(socket);
      assertThat(socket.nextClose().code()).isEqualTo(1008);
    }
    assertOwesConnects();
  }

  /** Many pings; the server may have hung up before the last. Its last word is still to be read. */
  private static void flood(RawWebSocket socket) {
    try {
      IntStream.range(0, 400).forEach(i -> socket.frame(true, PING, new byte[0]));
    } catch (UncheckedIOException hungUp) {
      assertThat(hungUp).hasCauseInstanceOf(SocketException.class);
    }
  }

  @Test
  void everybodyTogetherWritesSoMuchInATopic() {
    String path = "/topics/" + Urls.freshTopic("chat") + "/messages";
    Supplier<CompletableFuture<Api.Answer>> publish =
        () -> server.guest().postLater(path, Frames.message("m", "x"), fromElsewhere());
    assertNames(refused(publish), "50 publishes a second per topic");
  }

  @Test
  void aNamespaceHasItsOwnPaceAndLimitOnEveryWay() throws IOException {
    Api guest = server.guest();
    String topic = Urls.freshTopic("desk");
    String path = "/topics/" + topic;
    String limit = "1 publishes a second per user in desk";
    String body = "{\"body\":{}}";
    AtomicInteger number = new AtomicInteger();
    String message = path + "/messages";
    assertNames(
        refused(
            () ->
                guest.postLater(
                    message, Frames.message("m" + number.incrementAndGet(), "x"), fromElsewhere())),
        limit);
    assertNames(refused(() -> guest.postLater(path + "/signals", body, fromElsewhere())), limit);
    await()
        .atMost(SOON)
        .until(() -> guest.put(path + "/state/k", "1", fromElsewhere()).status() == 429);
    try (RawWebSocket socket = open("?client=" + guest.client())) {
      IntStream.range(0, 20).forEach(i -> socket.send(Frames.publish(topic, "w" + i, "x")));
      assertNames(socket.next("error"), limit);
    }
    String open = Urls.freshTopic("room");
    String large = "x".repeat(61);
    Api.Answer refused = post(guest, "/topics/" + open + "/messages", Frames.message("1", large));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().getString("detail")).contains("the limit in room is 60 bytes");
    assertThat(
            post(guest, "/topics/" + open + "/signals", "{\"body\":{\"a\":\"" + large + "\"}}")
                .status())
        .isEqualTo(413);
    try (RawWebSocket socket = open("?client=" + guest.client())) {
      assertThat(socket.send(Frames.publish(open, "2", large)).next("error").getString("code"))
          .isEqualTo("too_large");
      assertThat(socket.send(Frames.publish(open, "3", "short")).next("ack")).isNotNull();
    }
    Files.writeString(
        policies, Files.readString(policies).replace("body-bytes: 60", "body-bytes: 1000"));
    await()
        .atMost(SOON)
        .until(
            () ->
                post(guest, "/topics/" + open + "/messages", Frames.message("4", large)).status()
                    == 201);
  }
}
