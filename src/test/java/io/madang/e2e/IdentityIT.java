package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Token;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who one is and what one may do, on a server that takes tokens, on every transport. */
@Timeout(120)
class IdentityIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static MadangProcess server;
  private static Path keys;
  private static Path policies;

  @BeforeAll
  static void start() throws IOException {
    keys = folder.resolve("api-keys");
    policies = Files.writeString(folder.resolve("policies.yaml"), "moderators: role:moderator\n");
    server = MadangProcess.start(settings());
  }

  private static String[] settings() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), Token.SECRET);
    return new String[] {
      "madang.jwt.algorithms=HS256",
      "madang.jwt.keys-file=" + secret,
      "madang.jwt.issuer=" + Token.ISSUER,
      "madang.jwt.audience=madang",
      "madang.jwt.leeway=1s",
      "madang.signing-keys=a secret for passes and tickets of these tests",
      "madang.api-keys=" + folder.resolve("api-keys"),
      "madang.policies=" + folder.resolve("policies.yaml")
    };
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String topic() {
    return "chat/" + UUID.randomUUID();
  }

  private static String moderator() {
    return Token.of("mo").role("moderator").bearer();
  }

  @Test
  void theSameTokenIsTheSameUserOnEveryTransport() {
    String topic = topic();
    String bearer = Token.of("kim").bearer();
    Api api = server.guest();
    String message = "{\"id\":\"1\",\"body\":{\"text\":\"x\"}}";
    String path = "/topics/" + topic + "/messages";
    assertThat(api.post(path, message, "Authorization", bearer).status()).isEqualTo(201);
    String query = "?last=1&topic=" + topic;
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), query, "Authorization: " + bearer);
        EventStream stream = EventStream.sse(server.uri(), query, "Authorization", bearer)) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
      assertThat(stream.next("welcome").frame().getString("user")).isEqualTo("kim");
      socket.send("{\"type\":\"publish\",\"topic\":\"" + topic + "\",\"id\":\"1\",\"body\":{}}");
      assertThat(socket.next("ack").getString("cursor")).endsWith(".1"); // a repeat of the same
    }
    assertThat(api.get("/events" + query, "Authorization", bearer).body()).contains("\"kim\"");
  }

  @Test
  void aGuestWhoShowsATokenBecomesAMemberWhereItIs() {
    String topic = topic();
    try (RawWebSocket other = RawWebSocket.open(server.uri(), "?presence=true&topic=" + topic);
        RawWebSocket socket = RawWebSocket.open(server.uri(), "?name=Ann&topic=" + topic)) {
      String guest = socket.next("welcome").getString("user");
      other.next(frame -> frame.toString().contains(guest));
      socket.send("{\"type\":\"auth\",\"token\":\"" + Token.of("ann").signed() + "\"}");
      assertThat(socket.next("welcome").getString("user")).isEqualTo("ann");
      other.next(frame -> frame.containsKey("join") && frame.toString().contains("\"ann\""));
      socket.send("{\"type\":\"auth\",\"token\":\"" + Token.of("bob").signed() + "\"}");
      assertThat(socket.next("error").getString("code")).isEqualTo("forbidden");
      socket.send("{\"type\":\"auth\",\"token\":\"a.b.c\"}");
      assertThat(socket.next("error").getString("code")).isEqualTo("unauthorized");
      socket.send("{\"type\":\"ping\"}");
      socket.next("pong");
    }
  }

  @Test
  void aConnectionDoesNotOutliveItsTokenButGoesOnWithANewOne() {
    String topic = topic();
    String brief = Token.of("kim").endsIn(Duration.ofSeconds(3)).bearer();
    try (RawWebSocket ends =
            RawWebSocket.open(server.uri(), "?topic=" + topic, "Authorization: " + brief);
        EventStream stream =
            EventStream.sse(server.uri(), "?topic=" + topic, "Authorization", brief);
        RawWebSocket goesOn =
            RawWebSocket.open(server.uri(), "?topic=" + topic, "Authorization: " + brief)) {
      JsonObject warning = goesOn.next("error");
      assertThat(warning.getString("code")).isEqualTo("unauthorized");
      assertThat(warning.getJsonNumber("retryAfter").doubleValue()).isPositive();
      goesOn.send("{\"type\":\"auth\",\"token\":\"" + Token.of("kim").signed() + "\"}");
      goesOn.next(frame -> frame.getString("type").equals("welcome"));
      assertThat(ends.nextClose().code()).isEqualTo(1008);
      assertThat(stream.next("error").frame().getString("code")).isEqualTo("unauthorized");
      goesOn.send("{\"type\":\"ping\"}");
      goesOn.next("pong");
    }
  }

  @Test
  void aTicketOpensOneConnection() {
    Api api = server.guest();
    String ticket =
        api.post("/tickets", "{}", "Authorization", Token.of("kim").bearer())
            .json()
            .getString("ticket");
    String query = "?topic=" + topic() + "&ticket=" + ticket;
    try (RawWebSocket first = RawWebSocket.open(server.uri(), query)) {
      assertThat(first.next("welcome").getString("user")).isEqualTo("kim");
    }
    try (RawWebSocket second = RawWebSocket.open(server.uri(), query)) {
      assertThat(second.next("error").getString("code")).isEqualTo("unauthorized");
      assertThat(second.nextClose().code()).isEqualTo(1008);
    }
    assertThat(api.get("/events" + query).status()).isEqualTo(401);
  }

  @Test
  void aGuestCannotTakeTheNameOfSomebodyWhoSignedIn() {
    String user = "user-" + UUID.randomUUID().toString().substring(0, 8);
    server.guest().get("/topics/" + topic(), "Authorization", Token.of(user).bearer());
    Api guest = server.guest();
    await()
        .atMost(SOON)
        .until(() -> guest.poll(topic(), "name=" + user.toUpperCase(Locale.ROOT)).status() == 400);
  }

  @Test
  void whatATokenGrantsIsAllThatItMayDo() {
    String mine = topic();
    String other = topic();
    String bearer = Token.of("kim").grants("{\"read\":[\"" + mine + "\"]}").bearer();
    Api api = server.guest();
    assertThat(api.get("/topics/" + mine, "Authorization", bearer).status()).isEqualTo(200);
    String message = "{\"id\":\"1\",\"body\":{}}";
    assertThat(api.post("/topics/" + mine + "/messages", message, "Authorization", bearer).status())
        .isEqualTo(403);
    assertThat(api.get("/topics/" + other, "Authorization", bearer).status()).isEqualTo(404);
    assertThat(api.get("/topics/" + other, "Authorization", bearer).body())
        .isEqualTo(api.get("/topics/nowhere/x", "Authorization", bearer).body());
  }

  @Test
  void whoOwnsARoomClosesItAndWhoIsNoMemberIsOut() {
    String topic = topic();
    Api owner = server.guest();
    Api member = server.guest();
    Api other = server.guest();
    assertThat(other.get("/topics/" + topic).status()).isEqualTo(200);
    String memberId = user(member);
    String access = "/topics/" + topic + "/access";
    assertThat(owner.put(access, "{\"private\":false}").status()).isEqualTo(204);
    assertThat(other.put(access, "{\"private\":false}").status()).isEqualTo(403);
    try (RawWebSocket inside = RawWebSocket.open(server.uri(), "?topic=" + topic)) {
      inside.next("subscribed");
      String closed = "{\"private\":true,\"members\":[\"" + memberId + "\"]}";
      assertThat(owner.put(access, closed).status()).isEqualTo(204);
      JsonObject told = inside.next("error");
      assertThat(told.getString("topic")).isEqualTo(topic);
      assertThat(told.getString("code")).isEqualTo("not_found");
    }
    assertThat(owner.publish(topic, "1", "hush").offset()).isEqualTo(1);
    assertThat(member.get("/topics/" + topic + "/messages").body()).contains("hush");
    String refused = other.get("/topics/nowhere/x").body();
    for (String path : List.of("", "/messages", "/state", "/access")) {
      assertThat(other.get("/topics/" + topic + path).body()).isEqualTo(refused);
    }
    assertThat(other.get("/events?topic=" + topic).body()).isEqualTo(refused);
    String name = topic.substring("chat/".length());
    assertThat(other.get("/", "Authorization", moderator()).body()).contains(name);
    assertThat(other.get("/").body()).doesNotContain(name);
    assertThat(other.get("/chat/" + name).body()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"private\":1}",
        "{\"members\":{}}",
        "{\"members\":[1e400]}",
        "{\"members\":[\"\"]}",
        "{\"members\":[\"\\u0000\"]}"
      })
  void aRoomThatCannotBeIsABadRequestThatNamesTheField(String wish) {
    Api.Answer answer = server.guest().put("/topics/" + topic() + "/access", wish);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("detail")).startsWith(wish.substring(2, 9));
  }

  private static String user(Api api) {
    try (RawWebSocket socket =
        RawWebSocket.open(server.uri(), "?topic=" + topic() + "&client=" + api.client())) {
      return socket.next("welcome").getString("user");
    }
  }

  @Test
  void aRoomInWhichSomethingWasSaidIsNobodysToTake() {
    String topic = topic();
    server.guest().publish(topic, "1", "ours");
    assertThat(server.guest().put("/topics/" + topic + "/access", "{\"private\":true}").status())
        .isEqualTo(403);
  }

  @Test
  void onlyAModeratorDeletesWhatOthersSaid() {
    String topic = topic();
    String deletion =
        "{\"id\":\"2\",\"body\":{\"delete\":\""
            + server.guest().publish(topic, "1", "bad")
            + "\",\"moderation\":true}}";
    String path = "/topics/" + topic + "/messages";
    assertThat(server.guest().post(path, deletion).status()).isEqualTo(403);
    assertThat(server.guest().post(path, deletion, "Authorization", moderator()).status())
        .isEqualTo(201);
  }

  @Test
  void aKeyOpensWhatItsLineSaysUntilItIsRevoked() {
    String file = keys.toString();
    MadangProcess.Ended made =
        MadangProcess.run("key", "--file", file, "create", "robot", "read=chat/*");
    assertThat(made.status()).as(made.output()).isZero();
    String bearer = "Bearer " + made.output().strip();
    String topic = topic();
    Api api = server.guest();
    await()
        .atMost(SOON)
        .until(() -> api.get("/topics/" + topic, "Authorization", bearer).status() == 200);
    assertThat(
            api.post(
                    "/topics/" + topic + "/messages",
                    "{\"id\":\"1\",\"body\":{}}",
                    "Authorization",
                    bearer)
                .status())
        .isEqualTo(403);
    try (RawWebSocket socket =
        RawWebSocket.open(server.uri(), "?topic=" + topic, "Authorization: " + bearer)) {
      socket.next("subscribed");
      assertThat(MadangProcess.run("key", "--file", file, "list").output())
          .contains("robot read=chat/*");
      assertThat(MadangProcess.run("key", "--file", file, "revoke", "robot").status()).isZero();
      assertThat(socket.nextClose().code()).isEqualTo(1008);
    }
    assertThat(api.get("/topics/" + topic, "Authorization", bearer).status()).isEqualTo(401);
  }

  @Test
  void policiesAreTakenAsTheyChangeAndABrokenFileIsNot() throws IOException {
    String topic = "desk/" + UUID.randomUUID();
    Api guest = server.guest();
    assertThat(guest.get("/topics/" + topic).status()).isEqualTo(404);
    Files.writeString(policies, "namespaces:\n  desk:\n    read: everyone\n");
    await().atMost(SOON).until(() -> guest.get("/topics/" + topic).status() == 200);
    try (RawWebSocket reader = RawWebSocket.open(server.uri(), "?topic=" + topic)) {
      reader.next("subscribed");
      Files.writeString(policies, "namespaces:\n  desk:\n    raed: nobody\n");
      await().atMost(SOON).until(() -> server.output().contains("line 3: raed is not one of"));
      assertThat(guest.get("/topics/" + topic).status()).isEqualTo(200);
      Files.writeString(policies, "moderators: role:moderator\n");
      assertThat(reader.next("error").getString("code")).isEqualTo("not_found");
    }
  }
}
