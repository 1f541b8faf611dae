package io.madang.e2e.kit;

import io.madang.history.History;
import io.madang.history.Witness;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Thousands of WebSocket readers of one topic on one thread, who come all at once.
 *
 * <p>Each keeps its cursor, and its witness writes what it sees.
 *
 * <p>Threads: made, sent and closed on one; where the readers are can be seen from any.
 */
public final class Swarm implements AutoCloseable {
  private final Selector selector;
  private final Thread thread = new Thread(this::read, "swarm");
  private final String topic;
  private final List<One> readers = new ArrayList<>();
  private final ConcurrentLinkedQueue<One> toConnect = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
  private volatile URI server;
  private volatile boolean isClosed;

  /** So many readers, who are nowhere yet. */
  public Swarm(History history, String topic, int count, URI server) {
    this.topic = topic;
    this.server = server;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < count; i++) {
      readers.add(new One(history.witness("reader-" + i)));
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** All go to a server, at once; nobody may be connected. */
  public void connect(URI to) {
    server = to;
    toConnect.addAll(readers);
    selector.wakeup();
  }

  /** How many have a connection. */
  public long connected() {
    return readers.stream().filter(reader -> reader.isOpen).count();
  }

  /** How many have everything up to a cursor. */
  public long at(Cursor cursor) {
    String place = cursor.toString();
    return readers.stream().filter(reader -> reader.cursor.equals(Optional.of(place))).count();
  }

  /** What should not have happened. */
  public List<String> troubles() {
    return troubles.stream().distinct().limit(10).toList();
  }

  private void read() {
    try {
      while (!isClosed) {
        for (One one = toConnect.poll(); one != null; one = toConnect.poll()) {
          one.connect();
        }
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          ((One) key.attachment()).step();
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | RuntimeException e) {
      troubles.add(e.toString());
    }
  }

  @Override
  public void close() {
    isClosed = true;
    selector.wakeup();
    try {
      thread.join(10_000);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One reader; all but what can be seen is the thread's own. */
  private final class One {
    private final Witness witness;
    private final String client = Urls.freshClient();
    private volatile Optional<String> cursor = Optional.empty();
    private volatile boolean isOpen;
    private Optional<Line> line = Optional.empty();

    One(Witness witness) {
      this.witness = witness;
    }

    void connect() throws IOException {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      line = Optional.of(new Line(channel, key, new FrameInput(channel, this::take)));
    }

    void step() {
      Line now = line.orElseThrow();
      try {
        if (now.key.isConnectable()) {
          now.channel.finishConnect();
          now.key.interestOps(SelectionKey.OP_READ);
          now.channel.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
        } else if (!now.input.read()) {
          lose("the end");
        }
        if (line.isPresent() && !isOpen && now.input.head().isPresent()) {
          open(now.input.head().get());
        }
      } catch (IOException e) {
        lose(e.toString());
      }
    }

    private String request() {
      String at = cursor.map(place -> "@" + place).orElse("");
      return "GET /events?topic="
          + Urls.encode(topic + at)
          + "&client="
          + client
          + " HTTP/1.1\r\nHost: "
          + server.getAuthority()
          + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    private void open(String head) {
      if (head.startsWith("HTTP/1.1 101")) {
        isOpen = true;
      } else {
        lose(head.lines().findFirst().orElse(""));
      }
    }

    /** Who was let in was expected to lose the server; who was not is in trouble. */
    private void lose(String why) {
      if (isOpen) {
        witness.disconnected(why);
      } else {
        troubles.add("not let in: " + why);
      }
      isOpen = false;
      line.ifPresent(Line::close);
      line = Optional.empty();
    }

    private void take(String text) {
      JsonObject frame = Frames.object(text);
      switch (frame.getString("type")) {
        case "welcome" -> witness.connected(server);
        case "subscribed" -> {
          witness.started(topic, frame.getString("cursor"));
          if (cursor.isEmpty()) {
            cursor = Optional.of(frame.getString("cursor"));
          }
        }
        case "message" -> {
          String place = frame.getString("cursor");
          String id = frame.getString("id");
          witness.told(topic, place, id, frame.getString("name"), Frames.textOf(frame));
          cursor = Optional.of(place);
        }
        case "gap" -> {
          witness.gap(topic, frame.getString("cursor"), frame.getString("reason"));
          cursor = Optional.of(frame.getString("cursor"));
        }
        default -> troubles.add(text);
      }
    }
  }

  private record Line(SocketChannel channel, SelectionKey key, FrameInput input) {

    void close() {
      key.cancel();
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
