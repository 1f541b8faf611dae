package io.madang.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.madang.wire.Header;
import io.madang.wire.HttpReader;
import io.madang.wire.RequestHead;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Publishes by POST, one message in each stretch of 1 / rate, at a moment of it drawn by chance: at
 * fixed moments a poll that asks at fixed moments would always be as late.
 *
 * <p>Threads: one of its own; {@link #close} any.
 */
final class Publisher implements AutoCloseable, HttpReader.Sink {

  private static final int SEED = 20_261_121;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String ID = "lab-";

  private final Room room;
  private final SocketChannel channel;
  private final HttpReader http = new HttpReader(this, 16 << 10);
  private final Random random = new Random(SEED);
  private final String path;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "lab-publisher");
  private boolean isAnswered;

  /** Connects from an address of its own. */
  Publisher(Room room) throws IOException {
    this.room = room;
    this.path = room.messagesPath();
    this.channel = room.target().connect(room.network(), Load.MOST_READERS);
    channel.socket().setSoTimeout(PATIENCE_MILLIS);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** When the message of this id was handed to the socket, by our clock; 0 for another's. */
  static long sentNanos(String id) {
    String time = id.startsWith(ID) ? id.substring(ID.length()) : "";
    return time.matches("-?[0-9]{1,19}") ? Long.parseLong(time) : 0;
  }

  private void run() {
    long stretch = (long) (1e9 / room.load().messagesPerSecond());
    long begin = System.nanoTime();
    try {
      while (true) {
        long due = begin + (long) (random.nextDouble() * stretch);
        if (ending.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          return;
        }
        publish();
        begin += stretch;
      }
    } catch (IOException e) {
      room.counters().failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish() throws IOException {
    String text = "x".repeat(room.load().payloadBytes());
    long now = System.nanoTime();
    byte[] body =
        ("{\"id\":\"" + ID + now + "\",\"body\":{\"text\":\"" + text + "\"}}").getBytes(ISO_8859_1);
    List<Header> headers =
        List.of(
            new Header("Host", room.target().authority()),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", Integer.toString(body.length)));
    byte[] head = new RequestHead("POST", path, headers).bytes();
    ByteBuffer all = ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
    room.counters().published.increment();
    channel.write(all);
    isAnswered = false;
    byte[] part = new byte[4096];
    while (!isAnswered) {
      int count = channel.socket().getInputStream().read(part);
      if (count < 0) {
        throw new WireException(WireException.Fault.BODY, "the server hung up");
      }
      http.read(ByteBuffer.wrap(part, 0, count));
    }
  }

  @Override
  public void head(ResponseHead head, byte[] raw) throws WireException {
    if (head.status() != 201) {
      throw new WireException(WireException.Fault.REFUSED, "not published: " + head.status());
    }
  }

  @Override
  public void body(ByteBuffer part) {}

  @Override
  public void end() {
    isAnswered = true;
  }

  /** Ends after the message that is on its way. */
  @Override
  public void close() throws IOException {
    ending.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }
}
