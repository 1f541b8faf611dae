package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Token;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of user does everything with every kind of topic on every transport, and what the
 * server answers is compared with a table that was written by reading src/docs/identity.md and not
 * the code.
 */
@Timeout(300)
class AuthorizationMatrixIT {

  private static final String KEY = "the publish key of the matrix";
  private static final String OK = "ok";
  private static final String FORBIDDEN = "forbidden";
  private static final String HIDDEN = "not_found";

  private enum Op {
    READ,
    PUBLISH,
    SIGNAL,
    STATE
  }

  /** May a user with this name do this in that topic? Written from the documentation. */
  private static String oracle(String user, String topic, Op op) {
    if (user.equals("banned")) {
      return FORBIDDEN;
    }
    Set<Op> allowed = new java.util.TreeSet<>();
    for (Op one : Op.values()) {
      if (policySays(user, topic, one)) {
        allowed.add(one);
      }
    }
    if (allowed.isEmpty() || isPrivateTo(user, topic)) {
      return HIDDEN;
    }
    boolean isMuted = user.equals("muted") && op != Op.READ;
    return allowed.contains(op) && !isMuted ? OK : FORBIDDEN;
  }

  private static boolean policySays(String user, String topic, Op op) {
    boolean isProgram = user.equals("program");
    boolean isServer = user.equals("server");
    if (user.equals("granted")) { // {"read":["chat/*"],"publish":["chat/open"]}
      return op == Op.READ
          ? topic.startsWith("chat/")
          : topic.equals("chat/open") && (op == Op.PUBLISH || op == Op.SIGNAL);
    }
    if (isProgram) { // publish=orders/* state=orders/*
      return topic.startsWith("orders/") && op != Op.READ;
    }
    return switch (topic.substring(0, topic.indexOf('/'))) {
      case "chat" -> op != Op.STATE || isServer;
      case "market" -> op == Op.READ || isServer;
      case "inbox" ->
          op == Op.PUBLISH || op == Op.SIGNAL || (topic.equals("inbox/kim") && user.equals("kim"));
      case "orders" ->
          switch (op) {
            case READ -> user.equals("clerk");
            case PUBLISH -> isServer;
            case SIGNAL -> false;
            case STATE -> isMember(user);
          };
      default -> false;
    };
  }

  private static boolean isMember(String user) {
    return List.of("kim", "clerk", "moderator", "muted").contains(user);
  }

  private static boolean isPrivateTo(String user, String topic) {
    return topic.equals("chat/private")
        && !List.of("kim", "clerk", "moderator", "server", "granted").contains(user);
  }

  private static final List<String> USERS =
      List.of(
          "guest", "kim", "clerk", "moderator", "muted", "banned", "granted", "program", "server");

  private static final List<String> TOPICS =
      List.of(
          "chat/open",
          "chat/private",
          "chat/방",
          "market/BTC-KRW",
          "inbox/kim",
          "inbox/guest",
          "orders/7",
          "nowhere/x",
          "closed/x");

  /** The same topic as it may stand in a path; each is decoded once, segment by segment. */
  private static final Map<String, UnaryOperator<String>> ENCODINGS =
      new TreeMap<>(
          Map.of(
              "as it is",
              topic -> segments(topic, s -> URLEncoder.encode(s, StandardCharsets.UTF_8)),
              "every byte",
              topic -> segments(topic, AuthorizationMatrixIT::everyByte),
              "small digits",
              topic -> segments(topic, s -> everyByte(s).toLowerCase(Locale.ROOT))));

  private static String segments(String topic, UnaryOperator<String> encoding) {
    return String.join("/", List.of(topic.split("/")).stream().map(encoding).toList());
  }

  private static String everyByte(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.append(String.format("%%%02X", b));
    }
    return out.toString();
  }

  @TempDir static Path folder;
  private static MadangProcess server;
  private static final Map<String, String> PROOFS = new TreeMap<>();

  @BeforeAll
  static void start() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), Token.SECRET);
    Path keys = folder.resolve("keys");
    Path policies =
        Files.writeString(
            folder.resolve("policies.yaml"),
            """
            moderators: role:moderator
            namespaces:
              orders:
                read: role:clerk
                publish: server
                signal: nobody
                state: signed-in
              closed:
                read: nobody
                publish: nobody
                signal: nobody
                state: nobody
            """);
    MadangProcess.Ended made =
        MadangProcess.run(
            "key",
            "--file",
            keys.toString(),
            "create",
            "program",
            "publish=orders/*",
            "state=orders/*");
    server =
        MadangProcess.start(
            "madang.publish-key=" + KEY,
            "madang.jwt.algorithms=HS256",
            "madang.jwt.keys-file=" + secret,
            "madang.jwt.issuer=" + Token.ISSUER,
            "madang.jwt.audience=madang",
            "madang.api-keys=" + keys,
            "madang.policies=" + policies,
            "madang.market.simulate=false",
            "madang.limits.publishes-per-second=10000",
            "madang.limits.publish-burst=10000");
    for (String user : List.of("kim", "muted", "banned")) {
      PROOFS.put(user, Token.of(user).bearer());
    }
    PROOFS.put("clerk", Token.of("clerk").role("clerk").bearer());
    PROOFS.put("moderator", Token.of("moderator").role("moderator").bearer());
    PROOFS.put(
        "granted",
        Token.of("granted").grants("{\"read\":[\"chat/*\"],\"publish\":[\"chat/open\"]}").bearer());
    PROOFS.put("program", "Bearer " + made.output().strip());
    PROOFS.put("server", "Bearer " + KEY);
    decide("{\"do\":\"ban\",\"user\":\"banned\"}");
    decide("{\"do\":\"mute\",\"user\":\"muted\"}");
    Api.Answer taken =
        server
            .guest()
            .put(
                "/topics/chat/private/access",
                "{\"private\":true,\"members\":[\"clerk\"]}",
                headers("kim"));
    assertThat(taken.status()).as(taken.body()).isEqualTo(204);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.guest().get("/topics/chat/private").status() == 404);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.guest().get("/topics/chat/open", headers("banned")).status() == 403);
  }

  private static void decide(String json) {
    String body = "{\"id\":\"" + UUID.randomUUID() + "\",\"body\":" + json + "}";
    Api.Answer answer =
        server
            .guest()
            .post("/topics/madang.access/log/messages", body, "Authorization", "Bearer " + KEY);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String[] headers(String user) {
    String proof = PROOFS.get(user);
    return proof == null ? new String[0] : new String[] {"Authorization", proof};
  }

  private final List<String> wrong = new ArrayList<>();
  private int rows;

  private void check(String row, String expected, String answered) {
    rows++;
    if (!expected.equals(answered)) {
      wrong.add(row + ": expected " + expected + ", answered " + answered);
    }
  }

  private static String code(Api.Answer answer) {
    return answer.status() < 300 ? OK : answer.json().getString("code");
  }

  @Test
  void whatTheServerAllowsIsWhatTheDocumentSays() {
    for (String user : USERS) {
      Api api = server.guest();
      for (String topic : TOPICS) {
        ENCODINGS.forEach((name, encoding) -> overHttp(api, user, topic, name, encoding));
        overEvents(api, user, topic);
      }
      overWebSocket(user);
    }
    System.out.println("AuthorizationMatrixIT: " + rows + " rows");
    assertThat(wrong).isEmpty();
    assertThat(rows).isGreaterThan(2_000);
  }

  private void overHttp(
      Api api, String user, String topic, String name, UnaryOperator<String> encoding) {
    String path = "/topics/" + encoding.apply(topic);
    String row = user + " " + topic + " " + name + " ";
    String read = oracle(user, topic, Op.READ);
    for (String resource : List.of("", "/messages", "/state", "/access")) {
      check(row + "GET " + resource, read, code(api.get(path + resource, headers(user))));
    }
    String message = "{\"id\":\"" + UUID.randomUUID() + "\",\"body\":{}}";
    check(
        row + "publish",
        oracle(user, topic, Op.PUBLISH),
        code(api.post(path + "/messages", message, headers(user))));
    check(
        row + "signal",
        oracle(user, topic, Op.SIGNAL),
        code(api.post(path + "/signals", "{\"body\":{}}", headers(user))));
    check(
        row + "state",
        oracle(user, topic, Op.STATE),
        code(api.put(path + "/state/a", "1", headers(user))));
  }

  private void overEvents(Api api, String user, String topic) {
    String query = "?topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8);
    String row = user + " " + topic + " ";
    String read = oracle(user, topic, Op.READ);
    check(row + "poll", read, code(api.get("/events" + query, headers(user))));
    if (!read.equals(OK)) { // one that may read is answered when there is something, or later
      check(row + "long", read, code(api.get("/events" + query + "&wait=30", headers(user))));
      for (String type : List.of("text/event-stream", "application/x-ndjson")) {
        String[] all =
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(headers(user)),
                    java.util.stream.Stream.of("Accept", type))
                .toArray(String[]::new);
        check(row + type, read, code(api.get("/events" + query, all)));
      }
    } else {
      try (EventStream stream = EventStream.sse(server.uri(), query, headers(user))) {
        check(row + "sse", "subscribed", stream.next("subscribed").frame().getString("type"));
      }
    }
  }

  private void overWebSocket(String user) {
    String proof = PROOFS.get(user);
    String[] header = proof == null ? new String[0] : new String[] {"Authorization: " + proof};
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "", header)) {
      if (user.equals("banned")) {
        check("banned socket", FORBIDDEN, socket.next("error").getString("code"));
        return;
      }
      socket.next("welcome");
      for (String topic : TOPICS) {
        String row = user + " " + topic + " socket ";
        String on = "\"topic\":\"" + topic + "\"";
        check(
            row + "subscribe",
            oracle(user, topic, Op.READ),
            answer(socket, "{\"type\":\"subscribe\"," + on + "}"));
        check(
            row + "publish",
            oracle(user, topic, Op.PUBLISH),
            answer(
                socket,
                "{\"type\":\"publish\","
                    + on
                    + ",\"id\":\""
                    + UUID.randomUUID()
                    + "\",\"body\":{}}"));
        check(
            row + "signal",
            oracle(user, topic, Op.SIGNAL),
            answer(socket, "{\"type\":\"signal\"," + on + ",\"body\":{}}"));
      }
    }
  }

  /** The answer to a frame: an error, or what shows that there is none. */
  private static String answer(RawWebSocket socket, String frame) {
    socket.send(frame);
    boolean isAnswered = !frame.contains("\"signal\"");
    if (!isAnswered) {
      socket.send("{\"type\":\"ping\"}");
    }
    JsonObject answer =
        socket.next(
            f ->
                Frames.is(f, "error")
                    || Frames.is(f, isAnswered ? "subscribed" : "pong")
                    || (isAnswered && Frames.is(f, "ack")));
    if (!isAnswered && Frames.is(answer, "error")) {
      socket.next("pong");
    }
    return Frames.is(answer, "error") ? answer.getString("code") : OK;
  }
}
