package io.madang.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many WebSocket readers of one topic on one thread, of which some can stop reading.
 *
 * <p>Each checks that the offsets it is shown follow each other, or that a gap said so.
 *
 * <p>Threads: made and closed on one; the readers' offsets can be seen from any.
 */
public final class ManyReaders implements AutoCloseable {

  private static final int PER_ADDRESS = 100;
  private static final int SAMPLE = 10;
  private static final int RECEIVE_BUFFER = 4 << 10;

  private final Selector selector;
  private final Thread thread = new Thread(this::read, "many-readers");
  private final List<One> readers = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private volatile boolean isClosed;

  /** Opens so many, from several loopback addresses. */
  public ManyReaders(URI server, String topic, int count) {
    try {
      selector = Selector.open();
      for (int i = 0; i < count; i++) {
        readers.add(new One(server, topic, 2 + i / PER_ADDRESS));
      }
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first {@code count} read no more; what the server sends them fills the pipe. */
  public void stop(int count) {
    readers.subList(0, count).forEach(reader -> reader.key.interestOps(0));
  }

  /** All read again. */
  public void goOn() {
    readers.forEach(reader -> reader.key.interestOps(SelectionKey.OP_READ));
    selector.wakeup();
  }

  /** How far the slowest from the {@code from}th on has come. */
  public long slowest(int from) {
    return readers.subList(from, readers.size()).stream().mapToLong(r -> r.offset).min().orElse(0);
  }

  /** What should not have happened. */
  public List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** The percentile of the milliseconds from sending to reading since the last call. */
  public long latencyMillis(double percentile) {
    List<Long> sorted = latencies.stream().sorted().toList();
    latencies.clear();
    return sorted.isEmpty() ? 0 : sorted.get((int) (percentile * (sorted.size() - 1)));
  }

  private void read() {
    try {
      while (!isClosed) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          ((One) key.attachment()).read();
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | RuntimeException e) {
      troubles.add(e.toString());
    }
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    selector.wakeup();
    for (One reader : readers) {
      reader.channel.close();
    }
    selector.close();
  }

  /** One reader: its frames are unmasked text of any length, each with objects one a line. */
  private final class One {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameInput input;
    private volatile long offset;

    One(URI server, String topic, int address) throws IOException {
      channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + address), 0));
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      String request =
          "GET /events?topic="
              + topic
              + " HTTP/1.1\r\nHost: "
              + server.getAuthority()
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      input = new FrameInput(channel, this::line);
      while (input.head().isEmpty()) {
        if (!input.read()) {
          throw new IOException("refused without a word");
        }
      }
      if (input.head().filter(head -> head.startsWith("HTTP/1.1 101")).isEmpty()) {
        throw new IOException("refused: " + input.head());
      }
      channel.configureBlocking(false);
      key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void read() throws IOException {
      if (!input.read()) {
        key.cancel();
        troubles.add("a connection was closed at offset " + offset);
      }
    }

    /** A thousand readers are a lot of lines: they are searched, not parsed. */
    private void line(String line) {
      boolean isMessage = line.startsWith("{\"type\":\"message\"");
      if (!isMessage && !line.contains("\"type\":\"gap\"")) {
        return;
      }
      int cursor = line.indexOf("\"cursor\":\"");
      long next = number(line, line.indexOf('.', cursor) + 1);
      if (isMessage && next != offset + 1) {
        troubles.add("after " + offset + " came " + next);
      }
      offset = next;
      int sent = line.indexOf("\"sent\":");
      if (isMessage && next % SAMPLE == 0) {
        latencies.add(System.currentTimeMillis() - number(line, sent + "\"sent\":".length()));
      }
    }

    private static long number(String line, int start) {
      int end = start;
      while (Character.isDigit(line.charAt(end))) {
        end++;
      }
      return Long.parseLong(line, start, end, 10);
    }
  }
}
