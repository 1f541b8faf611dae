package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A WebSocket on a bare socket (RFC 6455), which can also be rude: any frame, any bytes.
 *
 * <p>Pings are answered while it reads. A read that waits for more than {@value #PATIENCE_MILLIS}
 * ms fails.
 *
 * <p>Threads: one thread at a time.
 */
public final class RawWebSocket implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Deque<JsonObject> pending = new ArrayDeque<>();
  private final int status;

  private RawWebSocket(URI base, String path, String... extraHeaders) throws IOException {
    socket =
        "https".equals(base.getScheme())
            ? Certificates.trusting()
                .getSocketFactory()
                .createSocket(base.getHost(), base.getPort())
            : new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    byte[] key = new byte[16];
    ThreadLocalRandom.current().nextBytes(key);
    List<String> lines = new ArrayList<>();
    URI uri = Urls.at(base, path);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    lines.add("GET " + uri.getRawPath() + query + " HTTP/1.1");
    lines.add("Host: " + base.getAuthority());
    lines.add("Upgrade: websocket");
    lines.add("Connection: Upgrade");
    lines.add("Sec-WebSocket-Version: 13");
    lines.add("Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(key));
    lines.addAll(List.of(extraHeaders));
    lines.add("\r\n");
    socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    status = Integer.parseInt(line().split(" ", 3)[1]);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  /** Asks for an upgrade, whatever comes of it; headers as {@code Name: value}. */
  public static RawWebSocket handshake(URI base, String path, String... headers) {
    try {
      return new RawWebSocket(base, path, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a WebSocket on {@code /events} with this query. */
  public static RawWebSocket open(URI base, String query, String... headers) {
    RawWebSocket opened = handshake(base, "/events" + query, headers);
    if (opened.status != 101) {
      opened.close();
      throw new AssertionError("the upgrade was answered " + opened.status);
    }
    return opened;
  }

  /** The status of the answer to the handshake. */
  public int status() {
    return status;
  }

  /** A header of the answer to the handshake, or an empty string. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Sends a text message in one frame. */
  public RawWebSocket send(String text) {
    return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one frame, masked as a client's frames must be. */
  public RawWebSocket frame(boolean fin, int opcode, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
    out.put((byte) ((fin ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      out.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      out.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      out.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    out.put(mask);
    for (int i = 0; i < payload.length; i++) {
      out.put((byte) (payload[i] ^ mask[i & 3]));
    }
    try {
      socket.getOutputStream().write(out.array(), 0, out.position());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next madang.v1 frame. */
  public JsonObject next() {
    while (pending.isEmpty()) {
      Message message = message();
      if (message.opcode == CLOSE) {
        throw new AssertionError("closed: " + message.asClosed());
      }
      pending.addAll(Frames.lines(new String(message.payload, StandardCharsets.UTF_8)));
    }
    return pending.remove();
  }

  /** The next madang.v1 frame of a type; what comes before it is passed over. */
  public JsonObject next(String type) {
    return next(frame -> Frames.is(frame, type));
  }

  /** The next madang.v1 frame that is looked for; what comes before it is passed over. */
  public JsonObject next(Predicate<JsonObject> wanted) {
    JsonObject frame = next();
    while (!wanted.test(frame)) {
      frame = next();
    }
    return frame;
  }

  /** Waits longer, or less long, than usual for what comes next. */
  public RawWebSocket waitUpTo(Duration patience) {
    try {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on until the server closes. */
  public Closed nextClose() {
    Message message = message();
    while (message.opcode != CLOSE) {
      message = message();
    }
    return message.asClosed();
  }

  /**
   * Reads until the server has taken all that was sent so far, or has hung up, and then tells how.
   *
   * @param heard is given each text frame
   */
  public Optional<Closed> settle(Consumer<String> heard) {
    byte[] mark = new byte[8];
    ThreadLocalRandom.current().nextBytes(mark);
    try {
      frame(true, PING, mark);
    } catch (UncheckedIOException hungUp) {
      // What it said before can still be read.
    }
    try {
      Message next = anyFrame();
      while (next.opcode != CLOSE) {
        if (next.opcode == PONG && Arrays.equals(next.payload, mark)) {
          return Optional.empty();
        }
        heard.accept(new String(next.payload, StandardCharsets.UTF_8));
        next = anyFrame();
      }
      return Optional.of(next.asClosed());
    } catch (EOFException | SocketException e) {
      return Optional.of(new Closed(1006, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes as they are, be they frames or not. */
  public RawWebSocket bytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says nothing more; the server can still be read. */
  public RawWebSocket fallSilent() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says goodbye with 1000 and hangs up. */
  @Override
  public void close() {
    try (socket) {
      if (status == 101 && !socket.isOutputShutdown()) {
        frame(true, CLOSE, new byte[] {0x03, (byte) 0xe8});
      }
    } catch (IOException | UncheckedIOException alreadyGone) {
      // The server hung up first.
    }
  }

  private Message message() {
    try {
      Message first = oneFrame();
      while (!first.fin) {
        Message more = oneFrame();
        first = new Message(more.fin, first.opcode, joined(first.payload, more.payload));
      }
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame that is no sign of life. */
  private Message oneFrame() throws IOException {
    Message frame = anyFrame();
    while (frame.opcode == PING || frame.opcode == PONG) {
      frame = anyFrame();
    }
    return frame;
  }

  private Message anyFrame() throws IOException {
    int head = in.readUnsignedByte();
    int size = in.readUnsignedByte();
    if (size == 126) {
      size = in.readUnsignedShort();
    } else if (size == 127) {
      size = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[size];
    in.readFully(payload);
    int opcode = head & 0x0f;
    if (opcode == PING && !socket.isOutputShutdown()) {
      frame(true, PONG, payload);
    }
    return new Message((head & 0x80) != 0, opcode, payload);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("hung up in the handshake");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** One frame, or the frames of one message joined. */
  private static final class Message {
    private final boolean fin;
    private final int opcode;
    private final byte[] payload;

    Message(boolean fin, int opcode, byte[] payload) {
      this.fin = fin;
      this.opcode = opcode;
      this.payload = payload;
    }

    Closed asClosed() {
      return payload.length < 2
          ? new Closed(1005, "")
          : new Closed(
              ByteBuffer.wrap(payload).getShort() & 0xffff,
              new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }
  }

  /** How the server closed. */
  public record Closed(int code, String reason) {}
}
