package io.madang.lab;

import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One reader on its socket. Threads: its loop's, once it is registered. */
abstract class Line {

  private final SocketChannel channel;
  private final Counters counters;
  private final Follower follower;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private @Nullable SelectionKey key;
  private volatile boolean isClosed;

  Line(SocketChannel channel, Counters counters) {
    this.channel = channel;
    this.counters = counters;
    this.follower = new Follower(counters);
  }

  final Counters counters() {
    return counters;
  }

  final Follower follower() {
    return follower;
  }

  /** Begins to ask, or to listen. */
  abstract void start(Loop loop) throws IOException;

  /** Takes what came. */
  abstract void received(ByteBuffer bytes, long nanos, Loop loop) throws IOException;

  final void register(Loop loop) throws IOException {
    channel.configureBlocking(false);
    key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
    start(loop);
  }

  final void ready(ByteBuffer buffer, Loop loop) {
    try {
      if (unsent.hasRemaining()) {
        flush();
      }
      buffer.clear();
      int count = channel.read(buffer);
      if (count < 0) {
        throw new WireException(WireException.Fault.BODY, "the server hung up");
      }
      if (count > 0) {
        received(buffer.flip(), System.nanoTime(), loop);
      }
    } catch (IOException e) {
      if (!isClosed) {
        isClosed = true;
        counters.failed(String.valueOf(e.getMessage()));
      }
      close();
    }
  }

  /** Whether it has ended, for whatever reason. */
  final boolean isClosed() {
    return isClosed;
  }

  final void send(byte[] bytes) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(unsent.remaining() + bytes.length);
    unsent = all.put(unsent).put(bytes).flip();
    flush();
  }

  private void flush() throws IOException {
    channel.write(unsent);
    SelectionKey registered = key;
    if (registered != null) {
      registered.interestOps(
          unsent.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
    }
  }

  final void close() {
    isClosed = true;
    try {
      channel.close();
    } catch (IOException e) {
      counters.failed(String.valueOf(e.getMessage()));
    }
  }

  /** The frames of a text that holds one a line. */
  static Iterable<String> frames(String text) {
    return Arrays.asList(text.split("\n", -1));
  }
}
