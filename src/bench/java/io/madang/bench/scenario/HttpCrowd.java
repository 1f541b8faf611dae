package io.madang.bench.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.madang.bench.Dialer;
import io.madang.bench.Troubles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Event streams, or long polls: a poll that is answered is asked again on the same connection.
 *
 * <p>It looks for messages in what comes and checks nothing else; {@code FanOut} does.
 *
 * <p>Threads: {@link #open} and {@link #close} one; what comes is read on its own.
 */
final class HttpCrowd implements Crowd {

  private static final String MESSAGE = "\"type\":\"message\"";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int POLL_SECONDS = 30;

  private final Kind kind;
  private final Troubles troubles = new Troubles();
  private final Queue<Caller> arriving = new ConcurrentLinkedQueue<>();
  private final Selector selector = Selector.open();
  private final Thread thread = new Thread(this::run, "crowd");
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final AtomicLong heard = new AtomicLong();
  private volatile boolean stopping;

  /** A connection and what it asks. */
  private record Caller(SocketChannel channel, String request) {

    void ask() throws IOException {
      channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
    }
  }

  HttpCrowd(Kind kind) throws IOException {
    this.kind = kind;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void open(Dialer dialer, String topic, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = dialer.connect();
      channel.configureBlocking(false);
      Caller caller = new Caller(channel, request(topic));
      caller.ask();
      arriving.add(caller);
      selector.wakeup();
    }
  }

  @Override
  public long heard() {
    return heard.get();
  }

  @Override
  public String trouble() {
    return troubles.first();
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private String request(String topic) {
    String target = "/events?topic=" + topic;
    String rest =
        kind == Kind.POLL
            ? "&wait=" + POLL_SECONDS + " HTTP/1.1\r\n"
            : " HTTP/1.1\r\nAccept: text/event-stream\r\n";
    return "GET " + target + rest + "Host: localhost\r\n\r\n";
  }

  private void run() {
    try {
      while (!stopping) {
        selector.select(this::read);
        for (Caller caller = arriving.poll(); caller != null; caller = arriving.poll()) {
          caller.channel().register(selector, SelectionKey.OP_READ, caller);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the selector failed", e);
    }
  }

  private void read(SelectionKey key) {
    Caller caller = (Caller) key.attachment();
    try {
      int count = caller.channel().read(buffer.clear());
      if (count < 0) {
        throw new IOException("end of stream");
      }
      take(caller, new String(buffer.array(), 0, count, ISO_8859_1));
    } catch (IOException e) {
      key.cancel();
      troubles.closed(String.valueOf(e.getMessage()));
    }
  }

  private void take(Caller caller, String text) throws IOException {
    if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
      throw new IOException(text.lines().findFirst().orElse(""));
    }
    if (text.contains(MESSAGE)) {
      heard.incrementAndGet();
    }
    if (kind == Kind.POLL) {
      caller.ask();
    }
  }
}
