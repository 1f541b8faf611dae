package io.madang.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection as bytes: a WebSocket, an answer that does not end, or one answer after the other.
 *
 * <p>Whole texts are handed on where they lie in the read loop's buffer; only the part of one that
 * has not all come yet is copied aside.
 *
 * <p>Threads: {@link #read} is called by its read loop; {@link #send} by any thread, one after the
 * other (it holds its lock over a non-blocking write, so that frames never mix).
 */
public final class Wire implements AutoCloseable {

  private static final long SEND_LIMIT_NANOS = 10_000_000_000L;
  private static final long RETRY_NANOS = 100_000;

  private final SocketChannel channel;
  private final Framing framing;
  private final Listener listener;
  private byte[] rest;

  /**
   * Takes over a connection, after its handshake if it has one.
   *
   * @param rest what was read beyond the handshake
   */
  Wire(SocketChannel channel, Dialect dialect, URI base, Listener listener, byte[] rest) {
    this.channel = channel;
    this.listener = listener;
    this.framing =
        switch (dialect.kind()) {
          case WEBSOCKET -> new ServerFrames(listener, this::send);
          case STREAM -> new AnswerChunks(listener, dialect.separator());
          case ANSWERS -> new Answers(listener, new Requests(dialect, base), this::send);
        };
    this.rest = rest;
  }

  /** Tells the listener that the connection stands, and lets go out what goes out first. */
  void open() throws IOException {
    listener.opened(this);
    framing.opened();
  }

  public SocketChannel channel() {
    return channel;
  }

  /**
   * Reads what has come and hands on the texts that are whole; closes itself at the end.
   *
   * @param buffer the loop's own, with an array; no frame, chunk or answer may be longer
   */
  public void read(ByteBuffer buffer) {
    try {
      buffer.clear().put(rest);
      if (channel.read(buffer) < 0) {
        throw new EOFException("end of stream");
      }
      Span unread = framing.take(Span.before(buffer), Ticks.now());
      if (unread.length() == buffer.capacity()) {
        throw new ProtocolException("a text longer than " + buffer.capacity() + " bytes");
      }
      rest = unread.copy();
    } catch (IOException e) {
      close();
      listener.closed(String.valueOf(e.getMessage()));
    }
  }

  /** Sends texts, mostly none. */
  void say(List<String> texts) throws IOException {
    framing.say(texts);
  }

  /** Writes encoded frames or requests, waiting while the socket is full. */
  public synchronized void send(ByteBuffer encoded) throws IOException {
    long limit = Ticks.now() + SEND_LIMIT_NANOS;
    while (encoded.hasRemaining()) {
      if (channel.write(encoded) == 0) {
        if (Ticks.now() > limit) {
          throw new IOException("the server stopped reading");
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** Says goodbye as a client should, if the socket takes it at once, and closes. */
  @Override
  public void close() {
    try (channel) {
      channel.write(framing.goodbye());
    } catch (IOException alreadyBroken) {
      // A benchmark owes a broken socket nothing.
    }
  }
}
