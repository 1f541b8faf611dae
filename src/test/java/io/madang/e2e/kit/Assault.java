package io.madang.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many connections of one address that mean no good, on one thread.
 *
 * <p>Threads: made and closed on one; what became of them can be seen from any.
 */
public final class Assault implements AutoCloseable {

  private static final int BUFFER = 16 << 10;
  private static final int LITTLE = 4 << 10;
  private static final long BREATH_MILLIS = 1;

  /** How they behave. */
  public static final class Plan {
    private final String address;
    private final byte[] first;
    private byte[] next = {};
    private Duration every = Duration.ZERO;
    private boolean isDeaf;
    private boolean comesBack;
    private boolean waits;

    private Plan(String address, byte[] first) {
      this.address = address;
      this.first = first;
    }

    /** Comes from a loopback address, and says this. */
    public static Plan from(String address, String first) {
      return new Plan(address, first.getBytes(StandardCharsets.UTF_8));
    }

    /** Comes from there, and asks for a WebSocket. */
    public static Plan socket(URI server, String address, String query) {
      return from(address, upgrade(server, query));
    }

    /** Says this again and again after such a time, zero for as fast as it goes. */
    public Plan then(byte[] bytes, Duration pause) {
      next = bytes;
      every = pause;
      return this;
    }

    /** Reads nothing. */
    public Plan deaf() {
      isDeaf = true;
      return this;
    }

    /** Says only the first until {@link Assault#begin}, and hears what is answered. */
    public Plan waits() {
      waits = true;
      return this;
    }

    /** Connects again when it was closed. */
    public Plan comesBack() {
      comesBack = true;
      return this;
    }
  }

  /** The request for a WebSocket. */
  public static String upgrade(URI server, String query) {
    return String.join(
        "\r\n",
        "GET " + Urls.at(server, "/events").getRawPath() + query + " HTTP/1.1",
        "Host: x",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "\r\n");
  }

  private final URI server;
  private final Plan plan;
  private final Selector selector;
  private final List<One> all = new ArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger connects = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private final Thread thread = new Thread(this::run, "assault");
  private volatile boolean isBegun;
  private volatile boolean isOver;

  /** So many connections begin. */
  public Assault(URI server, int count, Plan plan) {
    this.server = server;
    this.plan = plan;
    this.isBegun = !plan.waits;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < count; i++) {
      all.add(new One());
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** How many were answered, of those that read. */
  public int answered() {
    return answered.get();
  }

  /** Those that waited go on. */
  public void begin() {
    isBegun = true;
  }

  /** How often the server has ended one. */
  public int closed() {
    return closed.get();
  }

  /** How often one has connected. */
  public int connects() {
    return connects.get();
  }

  private void run() {
    try {
      for (One one : all) {
        one.connect();
      }
      while (!isOver) {
        selector.select(BREATH_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          ((One) key.attachment()).ready(key);
        }
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        all.forEach(one -> one.goOn(now));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    isOver = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (One one : all) {
      one.hangUp();
    }
    selector.close();
  }

  /** One connection, and after it the next. */
  private final class One {
    private @Nullable SocketChannel channel;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean isOpen;
    private boolean isAnswered;
    private long lastWord;

    void connect() {
      try {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        if (plan.isDeaf) {
          opened.setOption(StandardSocketOptions.SO_RCVBUF, LITTLE);
        }
        opened.bind(new InetSocketAddress(plan.address, 0));
        opened.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        opened.register(selector, SelectionKey.OP_CONNECT, this);
        connects.incrementAndGet();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void ready(SelectionKey key) {
      SocketChannel open = (SocketChannel) key.channel();
      try {
        if (key.isConnectable()) {
          open.finishConnect();
          isOpen = true;
          key.interestOps(plan.isDeaf && isBegun ? 0 : SelectionKey.OP_READ);
          out = ByteBuffer.wrap(plan.first);
          open.write(out);
          lastWord = System.nanoTime();
        } else if (key.isReadable()) {
          in.clear();
          if (open.read(in) < 0) {
            lose();
          } else if (!isAnswered) {
            isAnswered = true;
            answered.incrementAndGet();
          }
          if (plan.isDeaf && isBegun && key.isValid()) {
            key.interestOps(0);
          }
        }
      } catch (IOException e) {
        lose();
      }
    }

    void goOn(long now) {
      SocketChannel open = channel;
      if (open == null
          || !isOpen
          || !isBegun
          || plan.next.length == 0
          || now - lastWord < plan.every.toNanos()) {
        return;
      }
      try {
        if (!out.hasRemaining()) {
          out = ByteBuffer.wrap(plan.next);
        }
        open.write(out);
        lastWord = now;
      } catch (IOException e) {
        lose();
      }
    }

    private void lose() {
      if (isOpen) {
        closed.incrementAndGet();
      }
      hangUp();
      if (plan.comesBack) {
        connect();
      }
    }

    void hangUp() {
      isOpen = false;
      try {
        SocketChannel last = channel;
        if (last != null) {
          last.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
