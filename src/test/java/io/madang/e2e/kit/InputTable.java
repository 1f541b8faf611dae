package io.madang.e2e.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Input that some programs read otherwise than others, written by hand, and sent on every
 * transport. Each method tells what was answered otherwise than it should be.
 *
 * <p>Threads: one thread at a time.
 */
public final class InputTable {

  private static final String[] JSON = {"Content-Type: application/json"};

  /** A value that is refused, and what the refusal has to name. */
  private static final Map<String, String> BAD_JSON =
      Map.ofEntries(
          Map.entry("{\"n\":1e999999999}", "exponent"),
          Map.entry("{\"n\":-1E+2147483648}", "exponent"),
          Map.entry("{\"n\":1e-999999999}", "exponent"),
          Map.entry("{\"n\":[0,{\"m\":1e10000}]}", "exponent"),
          Map.entry("{\"n\":" + "9".repeat(40_000) + "}", "64 characters"),
          Map.entry("{\"n\":-0." + "0".repeat(40_000) + "1}", "64 characters"),
          Map.entry("{\"n\":1e" + "0".repeat(40_000) + "1}", "64 characters"),
          Map.entry("{\"amount\":1,\"amount\":1}", "amount: the field is there twice"),
          Map.entry("{\"amount\":1,\"am\\u006funt\":2}", "amount: the field is there twice"),
          Map.entry("{\"deep\":[{\"amount\" : 1,\"b\":{},\"amount\" :2}]}", "amount"),
          Map.entry("{\"d\":" + "[".repeat(40) + "]".repeat(40) + "}", "depth of 32"));

  private static final List<String> GOOD_JSON =
      List.of(
          "{\"n\":1e308}",
          "{\"n\":-12345678901234567890.5}",
          "{\"a\":{\"x\":1},\"b\":{\"x\":1},\"x\":[{\"x\":1},{\"x\":1}]}",
          "{\"half\":\"\\ud800 and \\udc00\"}",
          "{\"text\":\"\\u0061: \\\"a\\\":1,\\\"a\\\":1\",\"\\\\\":1}",
          "{\"d\":" + "[".repeat(28) + "]".repeat(28) + "}");

  /** Not to be seen, or it turns what can be. */
  private static final int[] UNSEEN = {
    0x00, 0x07, 0x08, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200e, 0x200f, 0x2028,
    0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xfffd,
    0xfff9, 0xfdd0, 0xffff, 0x1fffe
  };

  /** Seen, or part of what is: letters, emoji of several, marks. */
  private static final List<String> NAMES =
      List.of(
          "김철수", "Zoë", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "עברית", "नमस्ते", "a b", "<b>&\"'", "%00");

  private static final List<String> PATHS =
      List.of(
          "chat/../lobby",
          "chat/%2e%2e/lobby",
          "chat/%2E%2E/%2e%2e/lobby",
          "chat/./lobby",
          "chat/%2e/lobby",
          "chat/..;/lobby",
          "chat/;/lobby",
          "chat;x=1/lobby",
          "chat/lobby;x=1",
          "chat/lobby%3Bx",
          "chat%2Flobby",
          "chat%2flobby",
          "chat/a%2F..%2Flobby",
          "chat%5Clobby",
          "chat/..%5Clobby",
          "chat\\lobby",
          "chat/lobby%00",
          "chat/%00/lobby",
          "chat/lobby%00.html",
          "chat/lobby%0d%0aX-Injected:%201",
          "chat/lobby%0a",
          "chat%252Flobby",
          "chat/%252e%252e/lobby",
          "chat/%25%32%65%25%32%65/lobby",
          "chat/%c0%ae%c0%ae/lobby",
          "chat%c0%aflobby",
          "chat/%e0%80%aflobby",
          "chat/%f0%80%80%aflobby",
          "chat/lobby%ff",
          "chat/%ed%a0%80",
          "chat/lob%",
          "chat/lob%2",
          "chat/lob%zz",
          "chat/%u002e%u002e/lobby",
          "chat//lobby",
          "//chat/lobby",
          "chat/lobby/",
          "chat/%20",
          "chat/lobby%20",
          "chat/lobby%E2%80%AE");

  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)exception|\\bat (java|org|io|jakarta)\\.|jetty|tomcat/|apache tomcat|coyote|payara"
              + "|glassfish|grizzly|[a-z]+\\.java:[0-9]+|stack ?trace");

  /** A method, or a version of HTTP. */
  private static final List<Integer> NOT_SPOKEN = List.of(501, 505);

  /** How RFC 6455 calls an end without a close frame. */
  private static final int HUNG_UP = 1006;

  private final URI base;
  private final List<String> wrong = new ArrayList<>();

  private InputTable(URI base) {
    this.base = base;
  }

  private void check(boolean isRight, String what, Object answered) {
    if (!isRight) {
      String text = String.valueOf(answered);
      wrong.add(what + " was answered " + text.substring(0, Math.min(text.length(), 600)));
    }
  }

  private RawHttp.Answer ask(String method, String path, String body, String... headers) {
    return RawHttp.ask(base, method, path, List.of(headers), body);
  }

  private static String as(String path) {
    return path + "?client=" + Urls.freshClient();
  }

  // JSON.

  /** Values as bodies of publishes, signals and states. */
  public static List<String> wrongJson(URI base) {
    InputTable table = new InputTable(base);
    String topic = Urls.freshTopic("chat");
    try (RawWebSocket socket = RawWebSocket.open(base, "?client=" + Urls.freshClient())) {
      String inbox = "/topics/inbox/" + socket.next("welcome").getString("user") + "/state/k";
      BAD_JSON.forEach((value, named) -> table.badJson(socket, topic, value, named));
      GOOD_JSON.forEach(value -> table.goodJson(socket, topic, value));
      table.check(
          table.ask("PUT", as(inbox), "{\"a\":1,\"a\":1}", JSON).status() == 400, "state", inbox);
    }
    return table.wrong;
  }

  private void badJson(RawWebSocket socket, String topic, String value, String named) {
    String shown = value.substring(0, Math.min(60, value.length()));
    for (String type : List.of("publish", "signal")) {
      socket.send(
          "{\"type\":\"%s\",\"topic\":\"%s\",\"id\":\"1\",\"body\":%s}"
              .formatted(type, topic, value));
      JsonObject error = socket.next("error");
      check(
          error.getString("code").equals("bad_request")
              && error.getString("detail").contains(named),
          type + " of " + shown,
          error);
    }
    for (String resource : List.of("/messages", "/signals")) {
      RawHttp.Answer answer =
          ask(
              "POST",
              as("/topics/" + topic + resource),
              "{\"id\":\"1\",\"body\":" + value + "}",
              JSON);
      check(
          answer.status() == 400 && answer.body().contains(named),
          resource + " of " + shown,
          answer.whole());
    }
  }

  private void goodJson(RawWebSocket socket, String topic, String value) {
    String id = Urls.freshClient();
    socket.send(
        "{\"type\":\"publish\",\"topic\":\"%s\",\"id\":\"%s\",\"body\":%s}"
            .formatted(topic, id, value));
    String cursor = socket.next("ack").getString("cursor");
    RawHttp.Answer page = ask("GET", "/topics/" + topic + "/messages?limit=1", "");
    JsonObject kept =
        Frames.object(page.body()).getJsonArray("messages").getJsonObject(0).getJsonObject("body");
    check(page.body().contains(cursor) && kept.equals(Frames.object(value)), value, page.whole());
  }

  // Names.

  /** Names of people, ids, keys and files. */
  public static List<String> wrongNames(URI base) {
    InputTable table = new InputTable(base);
    String topic = Urls.freshTopic("chat");
    IntStream.of(UNSEEN).forEach(c -> table.unseen(topic, "a" + Character.toString(c) + "b"));
    for (String name : NAMES) {
      RawHttp.Answer answer =
          table.ask(
              "POST",
              as("/topics/" + topic + "/messages") + "&name=" + Urls.encode(name),
              Frames.message(name, "x"),
              JSON);
      table.check(answer.status() == 201, "the name " + name, answer.whole());
    }
    return table.wrong;
  }

  private void unseen(String topic, String name) {
    String what = "U+%04x in ".formatted(name.codePointAt(1));
    String encoded = "&name=" + Urls.encode(name);
    String read = as("/events") + "&topic=" + topic + encoded;
    String[][] ways = {{}, {"Accept: text/event-stream"}, {"Accept: application/x-ndjson"}};
    for (String[] way : ways) {
      refused(what + "a reader's name " + List.of(way), ask("GET", read, "", way));
    }
    String messages = as("/topics/" + topic + "/messages");
    refused(what + "a name", ask("POST", messages + encoded, Frames.message("1", "x"), JSON));
    refused(what + "an id", ask("POST", messages, Frames.message(name, "x"), JSON));
    refused(
        what + "a form's name",
        ask(
            "POST",
            "/" + Urls.freshTopic("chat"),
            "id=1&text=x&name=" + Urls.encode(name),
            "Content-Type: application/x-www-form-urlencoded"));
    refused(
        what + "a key",
        ask("PUT", as("/topics/inbox/me/state/" + Urls.encode(name)), "1", JSON),
        400,
        403,
        404);
    file(topic, name, what);
    try (RawWebSocket socket =
        RawWebSocket.handshake(base, "/events?client=" + Urls.freshClient() + encoded)) {
      check(
          socket.status() == 400 || socket.next().getString("code").equals("bad_request"),
          what + "a name on a WebSocket",
          socket.status());
    }
  }

  private void refused(String what, RawHttp.Answer answer, int... also) {
    boolean isRefused =
        answer.status() == 400 || IntStream.of(also).anyMatch(s -> s == answer.status());
    check(isRefused && isSilent(answer), what, answer.whole());
  }

  /** A file's name may be kept without what turns it, but not with it. */
  private void file(String topic, String name, String what) {
    byte[] body = new Form().file("file", name + ".txt", "text/plain", new byte[] {'a'}).body();
    RawHttp.Answer answer =
        RawHttp.ask(
            base,
            "POST",
            as("/attachments") + "&topic=" + topic,
            List.of("Content-Type: " + Form.contentType()),
            body);
    boolean isKeptWithout = answer.status() == 201 && !answer.body().contains(name);
    check(isKeptWithout || answer.status() == 400, what + "a file's name", answer.whole());
  }

  // Paths.

  /** Names of topics in paths, and the same in a query and a frame where it can be said there. */
  public static List<String> wrongPaths(URI base) {
    InputTable table = new InputTable(base);
    for (String path : PATHS) {
      for (String resource : List.of("", "/messages", "/state", "/access")) {
        table.nowhere("GET", "/topics/" + path + resource, "");
      }
      table.nowhere("POST", as("/topics/" + path + "/messages"), Frames.message("1", "x"));
      table.nowhere("POST", as("/topics/" + path + "/signals"), "{\"body\":{}}");
      table.nowhere("PUT", as("/topics/" + path + "/state/k"), "1");
      table.nowhere("PUT", as("/topics/" + path + "/access"), "{\"private\":true}");
    }
    Stream.of("chat%2Flobby", "chat\\lobby", "chat/lobby;x", "chat/lobby\u0000", "chat/\ufffd")
        .forEach(table::unsaid);
    return table.wrong;
  }

  private void nowhere(String method, String path, String body) {
    RawHttp.Answer answer = ask(method, path, body, JSON);
    boolean isNowhere = List.of(400, 404, 405).contains(answer.status()) || isOfGrizzly(answer);
    check(
        isNowhere && isSilent(answer) && answer.header("X-Injected").isEmpty(),
        method + " " + path,
        answer.whole());
  }

  /** Payara answers a broken escape by itself: well, and with nothing. */
  private static boolean isOfGrizzly(RawHttp.Answer answer) {
    return answer.status() == 200
        && answer.body().isEmpty()
        && answer.header("Content-Type").isEmpty();
  }

  private void unsaid(String topic) {
    refused("poll of " + topic, ask("GET", "/events?topic=" + Urls.encode(topic), ""));
    try (RawWebSocket socket = RawWebSocket.open(base, "")) {
      socket.next("welcome");
      JsonObject error = socket.send(Frames.subscribe(topic)).next("error");
      check(error.getString("code").equals("bad_request"), "subscribe to " + topic, error);
    }
  }

  // Bodies.

  /** Bodies that are packed, or no UTF-8; messages that are compressed. */
  public static List<String> wrongBodies(URI base) {
    InputTable table = new InputTable(base);
    String messages = as("/topics/" + Urls.freshTopic("chat") + "/messages");
    byte[] packed = gzip(Frames.message("1", "x".repeat(1_000)));
    for (String encoding : List.of("gzip", "GZIP", "deflate", "br", "gzip, gzip", "x-unknown")) {
      RawHttp.Answer answer =
          RawHttp.ask(
              base, "POST", messages, List.of(JSON[0], "Content-Encoding: " + encoding), packed);
      table.check(
          answer.status() == 415 && answer.body().contains("Content-Encoding"),
          encoding,
          answer.whole());
    }
    table.check(
        table
                .ask(
                    "POST",
                    messages,
                    Frames.message("1", "x"),
                    JSON[0],
                    "Content-Encoding: identity")
                .status()
            == 201,
        "identity",
        "no");
    for (String bytes :
        List.of("\u00c3(", "\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e2\u0082")) {
      byte[] body = ("{\"id\":\"2\",\"body\":{\"text\":\"" + bytes + "\"}}").getBytes(ISO_8859_1);
      RawHttp.Answer answer = RawHttp.ask(base, "POST", messages, List.of(JSON), body);
      table.check(
          answer.status() == 400 && answer.body().contains("UTF-8"), "bytes", answer.whole());
      try (RawWebSocket socket = RawWebSocket.open(base, "")) {
        socket.next("welcome");
        socket.frame(true, RawWebSocket.TEXT, body);
        int code = closeCode(socket);
        table.check(code == 1007 || code == HUNG_UP, "bytes in a frame", code);
      }
    }
    try (RawWebSocket socket =
        RawWebSocket.open(base, "", "Sec-WebSocket-Extensions: permessage-deflate")) {
      socket.next("welcome");
      String extensions = socket.header("Sec-WebSocket-Extensions");
      table.check(extensions.isEmpty(), "permessage-deflate", extensions);
      socket.frame(true, RawWebSocket.TEXT | 0x40, new byte[] {1, 2, 3});
      int code = closeCode(socket);
      table.check(code == 1002 || code == HUNG_UP, "a compressed frame", code);
    }
    return table.wrong;
  }

  private static int closeCode(RawWebSocket socket) {
    try {
      return socket.nextClose().code();
    } catch (UncheckedIOException e) {
      return HUNG_UP; // as Tomcat does while it writes: FramingPromises has it without a race
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  // What containers say by themselves.

  private static boolean isSilent(RawHttp.Answer answer) {
    return !TELLING.matcher(answer.body()).find()
        && answer.header("Server").isEmpty()
        && answer.header("X-Powered-By").isEmpty();
  }

  /** Answers to what is malformed, too large or nobody's: those that tell what runs here. */
  public static List<String> tellingAnswers(URI base) {
    InputTable table = new InputTable(base);
    Stream.of(
            "GET /no-such-page HTTP/1.1",
            "GET /WEB-INF/web.xml HTTP/1.1",
            "GET /events?topic=%%% HTTP/1.1",
            "GET /%%% HTTP/1.1",
            "GET /a\u0001b HTTP/1.1",
            "GET nowhere HTTP/1.1",
            "GET / HTTP/9.9",
            "GET / NONSENSE",
            "G\u0001T / HTTP/1.1",
            "GET /?" + "x".repeat(40_000) + " HTTP/1.1",
            "GET / HTTP/1.1\r\nX: " + "x".repeat(40_000),
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
            "POST /tickets HTTP/1.1\r\nContent-Length: -1",
            "POST /tickets HTTP/1.1\r\nTransfer-Encoding: nonsense",
            "FOO / HTTP/1.1",
            "DELETE /market HTTP/1.1",
            "PUT /static/site/main.js HTTP/1.1")
        .forEach(line -> table.tells(line, status -> status < 500 || NOT_SPOKEN.contains(status)));
    Stream.of(
            "/",
            "/chat/lobby",
            "/market",
            "/lab",
            "/server",
            "/static/site/main.js",
            "/events",
            "/topics/chat/lobby",
            "/tickets",
            "/attachments",
            "/health/live",
            "/metrics",
            "/preferences",
            "/no-such-page",
            "/client/madang.js")
        .forEach(path -> table.tells("TRACE " + path + " HTTP/1.1", status -> status == 405));
    return table.wrong;
  }

  private void tells(String line, IntPredicate right) {
    String own = base.getPath().endsWith("/") ? base.getPath() : base.getPath() + "/";
    String head = line.replaceFirst(" /", " " + own);
    String host = head.contains("Host:") ? "" : "\r\nHost: " + base.getAuthority();
    String cookie = "\r\nCookie: secret=canary";
    byte[] bytes = (head + host + cookie + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1);
    RawHttp.Answer answer = RawHttp.send(base, bytes, new byte[0]);
    check(
        right.test(answer.status()) && isSilent(answer) && !answer.body().contains("canary"),
        line.substring(0, Math.min(line.length(), 60)),
        answer.whole());
  }
}
