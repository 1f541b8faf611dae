package io.madang.e2e.kit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who may do something from which page, written by hand, and asked on every transport.
 *
 * <p>The server must believe 127.0.0.1 as a proxy, and have {@link #LISTED} on its list. Each
 * request says that it comes from an address of its own, so that none meets a limit.
 *
 * <p>Threads: one thread at a time.
 */
public final class OriginTable {

  /** The setting {@code madang.origins}. */
  public static final String LISTED =
      "https://shop.example, http://second.example:8080, https://[2001:db8::1]:8443,"
          + " https://xn--o39aq2m.example";

  /**
   * Verdict, scheme that the proxy tells, Host, Sec-Fetch-Site, Origin. A dash is a header that is
   * not sent, {@code ;;} stands between two of one name, and {@code {self}} for the server's own
   * host and port.
   */
  private static final String ROWS =
      """
      own    | http  | {self}              | -           | -
      own    | http  | {self}              | none        | -
      own    | http  | {self}              | same-origin | -
      own    | http  | {self}              | -           | http://{self}
      own    | http  | {self}              | same-origin | http://{self}
      own    | http  | madang.example      | -           | http://madang.example
      own    | http  | madang.example:80   | -           | http://madang.example
      own    | http  | madang.example      | -           | http://madang.example:80
      own    | https | madang.example      | same-origin | https://madang.example
      own    | https | madang.example:443  | -           | https://madang.example
      own    | https | madang.example      | -           | https://madang.example:443
      own    | https | madang.example:8443 | -           | https://madang.example:8443
      own    | http  | MADANG.example      | -           | http://madang.example
      own    | http  | madang.example      | -           | HTTP://MaDang.Example
      own    | http  | [::1]               | -           | http://[::1]
      own    | http  | [::1]:8080          | -           | http://[::1]:8080
      own    | http  | madang.example.     | -           | http://madang.example.
      own    | https | xn--o39aq2m.test    | -           | https://xn--o39aq2m.test
      own    | http  | 127.0.0.1:8080      | -           | http://127.0.0.1:8080
      listed | http  | {self}              | -           | https://shop.example
      listed | http  | {self}              | cross-site  | https://shop.example
      listed | https | madang.example      | same-site   | https://shop.example
      listed | http  | {self}              | -           | https://shop.example:443
      listed | http  | {self}              | -           | HTTPS://SHOP.example
      listed | http  | {self}              | cross-site  | http://second.example:8080
      listed | http  | {self}              | -           | https://[2001:db8::1]:8443
      listed | http  | {self}              | -           | https://xn--o39aq2m.example
      no     | http  | {self}              | cross-site  | -
      no     | http  | {self}              | same-site   | -
      no     | http  | {self}              | Cross-Site  | -
      no     | http  | {self}              | -           | null
      no     | http  | {self}              | same-origin | null
      no     | http  | {self}              | none        | null
      no     | http  | null                | -           | null
      no     | http  | {self}              | -           | NULL
      no     | http  | {self}              | -           |
      no     | http  | {self}              | same-origin |
      no     | http  | {self}              | -           | https://elsewhere.example
      no     | http  | {self}              | cross-site  | http://elsewhere.example
      no     | http  | {self}              | same-origin | http://elsewhere.example
      no     | http  | {self}              | -           | https://{self}
      no     | http  | {self}              | -           | http://127.0.0.1:1
      no     | http  | {self}              | -           | http://127.0.0.1
      no     | https | madang.example      | -           | http://madang.example
      no     | http  | madang.example      | -           | https://madang.example
      no     | http  | madang.example:443  | -           | https://madang.example
      no     | https | madang.example:80   | -           | http://madang.example
      no     | https | madang.example      | -           | https://madang.example:80
      no     | http  | madang.example:8080 | -           | http://madang.example
      no     | http  | madang.example      | -           | http://madang.example:8080
      no     | http  | madang.example      | -           | http://madang.example.
      no     | http  | madang.example.     | -           | http://madang.example
      no     | http  | madang.example      | -           | http://madang.example.evil.example
      no     | http  | madang.example      | -           | http://evilmadang.example
      no     | http  | madang.example      | -           | http://sub.madang.example
      no     | http  | madang.example      | -           | http://example
      no     | http  | madang.example      | -           | http://evil.example/madang.example
      no     | http  | madang.example      | -           | http://madang.example@evil.example
      no     | http  | madang.example      | -           | http://user@madang.example
      no     | http  | madang.example      | -           | http://user:secret@madang.example
      no     | http  | madang.example      | -           | http://madang.example/
      no     | http  | madang.example      | -           | http://madang.example/page
      no     | http  | madang.example      | -           | http://madang.example?x
      no     | http  | madang.example      | -           | http://madang.example#x
      no     | http  | madang.example      | -           | http://madang.example http://evil.example
      no     | http  | madang.example      | -           | http://madang.example, http://evil.example
      no     | http  | madang.example      | -           | http://madang.example;;http://evil.example
      no     | http  | madang.example      | -           | http://evil.example;;http://madang.example
      no     | http  | madang.example      | -           | http://madang.example;;http://madang.example
      no     | http  | {self}              | -           | https://shop.example;;https://shop.example
      no     | http  | madang.example      | -           | //madang.example
      no     | http  | madang.example      | -           | madang.example
      no     | http  | madang.example      | -           | http:madang.example
      no     | http  | madang.example      | -           | ws://madang.example
      no     | http  | madang.example      | -           | http://madang.example:
      no     | http  | madang.example      | -           | http://madang.example:080
      no     | http  | madang.example      | -           | http://madang.example:65616
      no     | http  | madang.example      | -           | http://madang.example:-80
      no     | http  | madang.example      | -           | http://madang%2eexample
      no     | http  | madang.example      | -           | http://madang_example
      no     | http  | [::1]               | -           | http://[::1
      no     | http  | [::1]               | -           | http://[0:0:0:0:0:0:0:1]
      no     | http  | 127.0.0.1           | -           | http://localhost
      no     | http  | xn--o39aq2m.test    | -           | http://마당.test
      no     | http  | {self}              | -           | https://마당.example
      no     | http  | {self}              | -           | *
      no     | http  | {self}              | -           | https://*.example
      no     | http  | {self}              | -           | http://shop.example
      no     | http  | {self}              | -           | https://shop.example:444
      no     | http  | {self}              | -           | https://shop.example/
      no     | http  | {self}              | -           | https://shop.example.evil.example
      no     | http  | {self}              | -           | https://sub.shop.example
      no     | http  | {self}              | -           | http://second.example
      no     | http  | {self}              | -           | file://
      no     | http  | {self}              | -           | about:blank
      no     | http  | {self}              | -           | chrome-extension://abcdefghijklmnop
      """;

  private static final Map<String, Integer> ACCEPTED =
      Map.ofEntries(
          Map.entry("websocket", 101),
          Map.entry("sse", 200),
          Map.entry("ndjson", 200),
          Map.entry("long poll", 200),
          Map.entry("poll", 200),
          Map.entry("publish", 201),
          Map.entry("publish as text/plain", 415),
          Map.entry("signal", 202),
          Map.entry("state", 200),
          Map.entry("access", 204),
          Map.entry("ticket", 200),
          Map.entry("attachment", 201),
          Map.entry("form", 303));

  private final URI base;
  private final String topic = Urls.freshTopic("chat");
  private final String owner = Urls.freshClient();
  private final String inbox;
  private int asked;

  private record Row(String verdict, List<String> headers, String text) {

    static Row of(String line, URI base) {
      String[] cells =
          Stream.of(line.replace("{self}", base.getAuthority()).split("\\|", -1))
              .map(String::strip)
              .toArray(String[]::new);
      List<String> headers = new ArrayList<>();
      headers.add("X-Forwarded-Proto: " + cells[1]);
      headers.add("Host: " + cells[2]);
      if (!cells[3].equals("-")) {
        headers.add("Sec-Fetch-Site: " + cells[3]);
      }
      if (!cells[4].equals("-")) {
        Stream.of(cells[4].split(";;", -1)).forEach(origin -> headers.add("Origin: " + origin));
      }
      return new Row(cells[0], headers, line);
    }
  }

  private OriginTable(URI base) {
    this.base = base;
    new Api(base, Urls.freshClient()).publish(topic, "first", "hello");
    try (RawWebSocket socket = RawWebSocket.open(base, "?client=" + owner)) {
      this.inbox = "inbox/" + socket.next("welcome").getString("user");
    }
  }

  /** How many variants there are. */
  public static long size() {
    return ROWS.lines().count();
  }

  /** Asks all of it; tells what was answered otherwise than the table says. */
  public static List<String> wrong(URI base) {
    OriginTable table = new OriginTable(base);
    List<String> wrong = new ArrayList<>();
    for (String line : ROWS.lines().toList()) {
      Row row = Row.of(line, base);
      for (String transport : ACCEPTED.keySet()) {
        if (transport.equals("form") && row.verdict.equals("listed")) {
          continue; // pages of other sites have the API; forms come with this site's cookies
        }
        RawHttp.Answer answer = table.ask(transport, row.headers);
        if (!table.isRight(row, transport, answer)) {
          wrong.add(transport + " was answered " + answer.whole() + " to " + row.text);
        }
      }
    }
    return wrong;
  }

  private boolean isRight(Row row, String transport, RawHttp.Answer answer) {
    String allowed = answer.header("Access-Control-Allow-Origin");
    if (row.verdict.equals("no")) {
      return (answer.status() == 403 || answer.status() == 400) && allowed.isEmpty();
    }
    boolean isToldSo =
        transport.equals("websocket")
            || (row.verdict.equals("own") ? allowed.isEmpty() : isListed(allowed));
    return ACCEPTED.getOrDefault(transport, 0) == answer.status() && isToldSo;
  }

  private static boolean isListed(String site) {
    return List.of(LISTED.split(", ", -1)).contains(site);
  }

  private RawHttp.Answer ask(String transport, List<String> headers) {
    String read = "/events?last=1&topic=" + topic;
    String write = "?client=" + Urls.freshClient();
    asked++;
    return switch (transport) {
      case "websocket" ->
          get(
              read,
              headers,
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
      case "sse" -> get(read, headers, "Accept: text/event-stream");
      case "ndjson" -> get(read, headers, "Accept: application/x-ndjson");
      case "long poll" -> get(read + "&wait=20", headers);
      case "poll" -> get(read, headers);
      case "publish" ->
          json("POST", "/topics/" + topic + "/messages" + write, headers, Frames.message("1", "x"));
      case "publish as text/plain" ->
          send(
              "POST",
              "/topics/" + topic + "/messages" + write,
              headers,
              "text/plain",
              Frames.message("1", "x"));
      case "signal" ->
          json("POST", "/topics/" + topic + "/signals" + write, headers, "{\"body\":{}}");
      case "state" ->
          json("PUT", "/topics/" + inbox + "/state/k?client=" + owner, headers, "" + asked);
      case "access" ->
          json(
              "PUT",
              "/topics/" + Urls.freshTopic("chat") + "/access" + write,
              headers,
              "{\"private\":true}");
      case "ticket" -> json("POST", "/tickets" + write, headers, "{}");
      case "attachment" ->
          send(
              "POST",
              "/attachments" + write + "&topic=" + topic,
              headers,
              Form.contentType(),
              new String(
                  new Form().file("file", "a.txt", "text/plain", new byte[] {'a'}).body(),
                  java.nio.charset.StandardCharsets.ISO_8859_1));
      default ->
          send(
              "POST",
              "/" + Urls.freshTopic("chat"),
              headers,
              "application/x-www-form-urlencoded",
              "id=%d&name=Ann&text=hello".formatted(asked));
    };
  }

  private RawHttp.Answer get(String path, List<String> headers, String... more) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of(more));
    return send("GET", path, all, "", "");
  }

  private RawHttp.Answer json(String method, String path, List<String> headers, String body) {
    return send(method, path, headers, "application/json", body);
  }

  private RawHttp.Answer send(
      String method, String path, List<String> headers, String type, String body) {
    List<String> all = new ArrayList<>(headers);
    all.add("X-Forwarded-For: 10.%d.%d.1".formatted(asked >> 8, asked & 0xff));
    if (!type.isEmpty()) {
      all.add("Content-Type: " + type);
    }
    return RawHttp.ask(base, method, path, all, body);
  }
}
