package io.madang.e2e.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One request on a connection of its own, byte for byte as a test wants it: any method, path and
 * header. Of an answer that does not end only the head is read.
 *
 * <p>Threads: any; there is no state.
 */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** What was answered; 0 where the server hung up without a word. */
  public record Answer(int status, Map<String, String> headers, String body) {

    /** A header, or an empty string. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** All of it, as it came. */
    public String whole() {
      return status + "\n" + headers + "\n" + body;
    }
  }

  /**
   * Asks; the path is below the server's own, headers as {@code Name: value}. Host and
   * Content-Length are added where they are not among them.
   */
  public static Answer ask(
      URI base, String method, String path, List<String> headers, byte[] body) {
    String own = base.getPath().endsWith("/") ? base.getPath() : base.getPath() + "/";
    String target = path.startsWith("/") ? own + path.substring(1) : path;
    List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
    add(lines, headers, "Host", base.getAuthority());
    lines.addAll(headers);
    add(lines, headers, "Connection", "close");
    if (body.length > 0) {
      add(lines, headers, "Content-Length", Integer.toString(body.length));
    }
    return send(base, (String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8), body);
  }

  /** The same with a text. */
  public static Answer ask(
      URI base, String method, String path, List<String> headers, String body) {
    return ask(base, method, path, headers, body.getBytes(UTF_8));
  }

  private static void add(List<String> to, List<String> known, String name, String value) {
    if (known.stream().noneMatch(line -> line.regionMatches(true, 0, name, 0, name.length()))) {
      to.add(name + ": " + value);
    }
  }

  /** Sends these bytes, whatever they are. */
  public static Answer send(URI base, byte[] head, byte[] body) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head);
      all.writeBytes(body);
      socket.getOutputStream().write(all.toByteArray());
      return answer(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends this, and a byte of the body after each pause until there is an answer. */
  public static Answer sendSlowly(URI base, byte[] head, Duration pause) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      socket.getOutputStream().write(head);
      await()
          .atMost(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .pollInterval(pause)
          .until(
              () -> {
                socket.getOutputStream().write('a');
                return in.available() > 0;
              });
      return answer(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    String first = line(in);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (first.isEmpty()) {
      return new Answer(0, headers, "");
    }
    int status = Integer.parseInt(first.split(" ", 3)[1]);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    String type = headers.getOrDefault("Content-Type", "");
    boolean isEndless =
        status == 101
            || (status == 200 && (type.contains("event-stream") || type.contains("ndjson")));
    return new Answer(status, headers, isEndless ? "" : new String(body(in, headers), UTF_8));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    String length = headers.get("Content-Length");
    if (length != null) {
      return in.readNBytes(Integer.parseInt(length));
    }
    if (!"chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      all.writeBytes(in.readNBytes(size));
      line(in);
    }
    return all.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    String size = line(in);
    return size.isEmpty() ? 0 : Integer.parseInt(size, 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
    }
    return line.toString(ISO_8859_1).strip();
  }
}
