package io.madang.e2e.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One connection that is kept open between requests, as a proxy's are.
 *
 * <p>Threads: one thread at a time.
 */
public final class KeptAlive implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 40_000;
  private static final int CONTINUE = 100;
  private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson");

  private final URI server;
  private final Socket socket;
  private final InputStream in;

  /** What was answered. */
  public record Answer(int status, Map<String, String> headers, String body) {

    /** A header, or an empty string. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Whether the next request needs a connection of its own. */
    public boolean isLast() {
      return "close".equalsIgnoreCase(header("Connection"))
          || STREAMS.contains(header("Content-Type").split(";", 2)[0]);
    }
  }

  /** Connects. */
  public KeptAlive(URI server) throws IOException {
    this.server = server;
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Asks; headers as {@code Name: value}. */
  public Answer get(String path, String... headers) throws IOException {
    return ask("GET", path, "", List.of(headers));
  }

  /** Posts JSON. */
  public Answer post(String path, String json) throws IOException {
    return ask("POST", path, json, List.of("Content-Type: application/json"));
  }

  private Answer ask(String method, String path, String body, List<String> headers)
      throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
    lines.add("Host: " + server.getAuthority());
    lines.add("Content-Length: " + content.length);
    lines.addAll(headers);
    lines.add("\r\n");
    socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(content);
    return next("HEAD".equals(method));
  }

  /** Sends a request as it is, and reads the answer; of a stream only the head. */
  public Answer send(byte[] request, boolean isHead) throws IOException {
    say(request);
    return next(isHead);
  }

  /** Sends a request as it is, or several, or a part of one. */
  public void say(byte[] requests) throws IOException {
    socket.getOutputStream().write(requests);
  }

  /** What comes first of an answer, not more than so many bytes; empty when nothing comes. */
  public String some(int most) throws IOException {
    byte[] bytes = new byte[most];
    return new String(bytes, 0, Math.max(0, in.read(bytes)), StandardCharsets.UTF_8);
  }

  /** Goes without a goodbye: what is on its way is thrown away. */
  public void hangUp() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Reads the next answer; of a stream only the head. */
  public Answer next(boolean isHead) throws IOException {
    int status = status();
    while (status == CONTINUE) {
      line();
      status = status();
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    String body = isHead ? "" : new String(body(headers), StandardCharsets.UTF_8);
    return new Answer(status, headers, body);
  }

  private int status() throws IOException {
    return Integer.parseInt(line().split(" ", 3)[1]);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (STREAMS.contains(headers.getOrDefault("Content-Type", "").split(";", 2)[0])) {
      return new byte[0];
    }
    if (!headers.containsKey("Transfer-Encoding")) {
      return in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      whole.write(in.readNBytes(size));
      line();
    }
    line();
    return whole.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("hung up after " + line);
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
