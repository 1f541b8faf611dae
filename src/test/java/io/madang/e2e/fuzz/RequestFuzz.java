package io.madang.e2e.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.KeptAlive;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are whole, with something odd in the method, the path, the query, the headers or
 * the body. Each must be answered. Threads: one.
 */
final class RequestFuzz implements Fuzz {
  private record Request(String method, String path, String query, String headers, String body) {}

  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final String PARTS = "Content-Type: multipart/form-data; boundary=b\r\n";
  private static final String FILE =
      """
      --b
      Content-Disposition: form-data; name="file"; filename="a.txt"
      Content-Type: text/plain

      hello
      --b--
      """
          .replace("\n", "\r\n");

  private static final List<Request> RIGHT =
      List.of(
          new Request("GET", "/events", "topic=chat/f1@0.0&wait=1&client=CLIENT", "", ""),
          new Request("GET", "/events", "topic=chat/f1&last=3&presence=true", "", ""),
          new Request("GET", "/events", "topic=chat/f1@0.0", "Accept: text/event-stream\r\n", ""),
          new Request("GET", "/events", "topic=chat/f2", "Accept: application/x-ndjson\r\n", ""),
          new Request("GET", "/events", "topic=chat/f1", "Last-Event-ID: chat%2Ff1@0.3\r\n", ""),
          new Request("GET", "/topics/chat/f1", "", "", ""),
          new Request("GET", "/topics/chat/f1/messages", "before=0.9&limit=5", "", ""),
          new Request("GET", "/topics/chat/f1/state", "", "If-None-Match: \"1\"\r\n", ""),
          new Request("GET", "/topics/chat/f1/access", "client=CLIENT", "", ""),
          new Request(
              "POST",
              "/topics/chat/f1/messages",
              "client=CLIENT",
              JSON,
              "{\"id\":\"7\",\"body\":{\"text\":\"hello\",\"more\":[1,{\"a\":null}]}}"),
          new Request("POST", "/topics/chat/f1/signals", "", JSON, "{\"body\":{\"typing\":true}}"),
          new Request("PUT", "/topics/chat/f1/state/k", "", JSON, "{\"price\":1}"),
          new Request(
              "PUT",
              "/topics/chat/f1/access",
              "client=CLIENT",
              JSON,
              "{\"private\":true,\"members\":[\"u1\",\"u2\"]}"),
          new Request("POST", "/tickets", "client=CLIENT", JSON, "{}"),
          new Request("GET", "/attachments", "topic=chat/f1", "", ""),
          new Request("POST", "/attachments", "topic=chat/f1&client=CLIENT", PARTS, FILE),
          new Request(
              "GET", "/attachments/AAAAAAAAAAAAAAAAAAAAAA/a.txt", "", "Range: bytes=0-\r\n", ""),
          new Request("POST", "/preferences", "", FORM, "theme=dark&language=ko"),
          new Request("POST", "/chat/f1", "", FORM, "text=hello&name=kim"),
          new Request("GET", "/chat/f1", "name=kim", "Cookie: madang.pass=abc.def.ghi\r\n", ""),
          new Request("GET", "/market", "", "", ""),
          new Request("GET", "/client/madang.js", "", "Accept-Encoding: gzip\r\n", ""),
          new Request("GET", "/health/ready", "", "", ""));

  private static final List<String> PIECES =
      List.of(
          "..",
          "%2e%2e",
          "%2F",
          "%5C",
          "%00",
          "%0d%0a",
          ";x=1",
          "%c0%af",
          "%ed%a0%80",
          "%25",
          "%zz",
          "%",
          "//",
          "/./",
          "~",
          "%EA%B0%80",
          "a".repeat(300),
          "%E2%80%AE",
          "\\",
          "WEB-INF");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "31",
          "1e9",
          "99999999999999999999",
          "%00",
          "%ED%A0%80",
          "chat/f1@",
          "chat/f1@0.0@1",
          "market/%2A",
          "inbox/x",
          "k.9223372036854775808",
          "true",
          "%E2%80%AE",
          "x".repeat(5_000),
          "a%20b",
          "%");

  private static final List<String> HEADERS =
      List.of(
          "Content-Type: text/plain\r\n",
          "Content-Type: application/json; charset=utf-16\r\n",
          "Content-Type: multipart/form-data\r\n",
          "Content-Type: multipart/form-data; boundary=" + "b".repeat(200) + "\r\n",
          "Content-Encoding: gzip\r\n",
          "Accept: text/event-stream;q=nonsense\r\n",
          "Accept: */*;q=0, application/json\r\n",
          "Authorization: Bearer\r\n",
          "Authorization: Bearer a.b.c\r\n",
          "Authorization: Basic !!!!\r\n",
          "Cookie: madang.pass=\"\r\n",
          "Cookie: " + "a=b; ".repeat(500) + "\r\n",
          "Origin: null\r\n",
          "Origin: http://[::1\r\n",
          "Last-Event-ID: " + "@,".repeat(1_000) + "\r\n",
          "Range: bytes=9999999999999999999999-\r\n",
          "If-None-Match: W/\"\r\n",
          "Expect: 100-continue\r\n",
          "Madang-Client: \u00e9\u00ff\r\n",
          "Upgrade: websocket\r\nConnection: Upgrade\r\n",
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n",
          "X-Forwarded-For: 1.2.3.4, ::::\r\n",
          "Accept-Language: " + "ko,".repeat(900) + "\r\n");

  private static final List<String> METHODS =
      List.of("HEAD", "OPTIONS", "TRACE", "DELETE", "PATCH", "PUT", "POST", "get", "MADANG");

  private final URI server;
  private final Random random;
  private final OddJson odd;
  private final Noise noise;
  private final Findings findings;
  private @Nullable KeptAlive connection;

  RequestFuzz(URI server, Random random, Findings findings) {
    this.server = server;
    this.random = random;
    this.odd = new OddJson(random);
    this.noise = new Noise(random);
    this.findings = findings;
  }

  @Override
  public void run(int inputs) throws IOException {
    for (int i = 0; i < inputs; i++) {
      Request request = bent(RIGHT.get(random.nextInt(RIGHT.size())));
      byte[] bytes = bytes(request);
      try {
        judge(answer(bytes, request.method().equals("HEAD")), bytes);
      } catch (SocketTimeoutException e) {
        findings.add("no answer in time", bytes);
        hangUp();
      } catch (IOException e) {
        findings.add("no answer: " + e, bytes);
        hangUp();
      }
    }
    hangUp();
  }

  /** A connection that was kept may be given up by the server at any time; a new one may not. */
  private KeptAlive.Answer answer(byte[] request, boolean isHead) throws IOException {
    KeptAlive kept = connection;
    if (kept != null) {
      try {
        return kept.send(request, isHead);
      } catch (EOFException | SocketException e) {
        hangUp();
      }
    }
    KeptAlive opened = new KeptAlive(server);
    connection = opened;
    return opened.send(request, isHead);
  }

  private void judge(KeptAlive.Answer answer, byte[] request) throws IOException {
    if (answer.status() >= 500 && answer.status() != 503) {
      findings.add("answered " + answer.status(), request);
    }
    findings.look(answer.headers() + answer.body(), request);
    if (answer.isLast() || answer.status() == 101) {
      hangUp();
    }
  }

  private void hangUp() throws IOException {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private Request bent(Request right) {
    String method = rarely() ? METHODS.get(random.nextInt(METHODS.size())) : right.method();
    String path = often() ? bentPath(right.path()) : right.path();
    String query = often() ? bentQuery(right.query()) : right.query();
    String headers = often() ? right.headers() + any(HEADERS) : right.headers();
    String body = right.body();
    if (body.startsWith("{")) {
      body = odd.of(Frames.value(body));
    } else if (often()) {
      body = new String(noise.in(body.getBytes(ISO_8859_1)), ISO_8859_1);
    }
    return new Request(method, path, query, headers, body);
  }

  private String bentPath(String path) {
    String[] segments = path.split("/", -1);
    int at = 1 + random.nextInt(segments.length - 1);
    segments[at] = random.nextBoolean() ? any(PIECES) : segments[at] + any(PIECES);
    return String.join("/", segments);
  }

  /** Never a waiting time that is long and allowed. */
  private String bentQuery(String query) {
    if (query.isEmpty()) {
      return "topic=" + any(VALUES);
    }
    String[] pairs = query.split("&");
    int at = random.nextInt(pairs.length);
    pairs[at] = pairs[at].substring(0, pairs[at].indexOf('=') + 1) + any(VALUES);
    return String.join("&", pairs) + (rarely() ? "&" + pairs[at] : "");
  }

  private String any(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private boolean often() {
    return random.nextInt(3) == 0;
  }

  private boolean rarely() {
    return random.nextInt(12) == 0;
  }

  private byte[] bytes(Request request) {
    byte[] body = request.body().getBytes(request.body().startsWith("--") ? ISO_8859_1 : UTF_8);
    boolean hasBody = body.length > 0 || random.nextInt(20) == 0;
    String query = request.query().replace("CLIENT", "fuzzing-client-" + random.nextInt(50));
    String head =
        request.method()
            + " "
            + request.path()
            + (query.isEmpty() ? "" : "?" + query)
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\n"
            + request.headers()
            + (hasBody ? "Content-Length: " + body.length + "\r\n" : "")
            + "\r\n";
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(ISO_8859_1));
    whole.writeBytes(hasBody ? body : new byte[0]);
    return whole.toByteArray();
  }
}
