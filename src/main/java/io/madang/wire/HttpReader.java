package io.madang.wire;

import static io.madang.wire.WireException.Fault.BODY;
import static io.madang.wire.WireException.Fault.HEAD;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 answers (RFC 9112): heads, and bodies by length, by chunks, or until the end.
 *
 * <p>After an answer with status 101 it takes nothing more: the bytes that follow are the new
 * protocol's.
 *
 * <p>Threads: one at a time.
 */
public final class HttpReader {

  private static final int MOST_INTERIM = 10;

  /** Hears what was read. */
  public interface Sink {
    /** A head is whole; interim ones (1xx, but not 101) come first. */
    void head(ResponseHead head, byte[] raw) throws WireException;

    /** A part of the body, without chunk lines; it must be taken at once. */
    void body(ByteBuffer part) throws WireException;

    /** The answer is whole. */
    void end() throws WireException;
  }

  private enum State {
    HEAD,
    LENGTH,
    CHUNKS,
    UNTIL_END,
    UPGRADED
  }

  private final Sink sink;
  private final int maxHeadBytes;
  private HeadReader heads;
  private @Nullable ChunkReader chunks;
  private State state = State.HEAD;
  private long left;
  private int interim;

  public HttpReader(Sink sink, int maxHeadBytes) {
    this.sink = sink;
    this.maxHeadBytes = maxHeadBytes;
    this.heads = new HeadReader(maxHeadBytes);
  }

  /** Takes bytes; it leaves those that follow a 101. */
  public void read(ByteBuffer in) throws WireException {
    while (in.hasRemaining() && state != State.UPGRADED) {
      switch (state) {
        case HEAD -> readHead(in);
        case LENGTH -> readLength(in);
        case CHUNKS -> readChunks(in);
        default -> part(in, in.remaining());
      }
    }
  }

  /**
   * The connection ended.
   *
   * @throws WireException when that is in the middle of an answer
   */
  public void endOfStream() throws WireException {
    if (state == State.UNTIL_END) {
      finish();
    } else if (state == State.LENGTH || state == State.CHUNKS) {
      throw new WireException(BODY, "the connection ended in the middle of a body");
    } else if (!heads.isEmpty()) {
      throw new WireException(HEAD, "the connection ended in the middle of a head");
    }
  }

  /** Whether an answer has begun and is not whole. */
  public boolean isInside() {
    return state != State.HEAD || !heads.isEmpty();
  }

  /** What came of a head that is not whole. */
  public byte[] unfinishedHead() {
    return heads.soFar();
  }

  private void readHead(ByteBuffer in) throws WireException {
    byte[] raw = heads.read(in);
    if (raw == null) {
      return;
    }
    ResponseHead head = ResponseHead.parse(raw);
    if (head.status() < 200 && head.status() != 101) {
      if (++interim > MOST_INTERIM) {
        throw new WireException(HEAD, "more than " + MOST_INTERIM + " interim answers");
      }
      sink.head(head, raw);
      return;
    }
    interim = 0;
    heads = new HeadReader(maxHeadBytes);
    begin(head);
    sink.head(head, raw);
    if (state == State.LENGTH && left == 0) {
      finish();
    }
  }

  private void begin(ResponseHead head) throws WireException {
    if (head.status() == 101) {
      state = State.UPGRADED;
    } else if (head.lists("Transfer-Encoding", "chunked")) {
      chunks = new ChunkReader(maxHeadBytes);
      state = State.CHUNKS;
    } else if (head.header("Content-Length").isPresent()) {
      left = length(head);
      state = State.LENGTH;
    } else if (head.status() == 204 || head.status() == 304) {
      left = 0;
      state = State.LENGTH;
    } else {
      state = State.UNTIL_END;
    }
  }

  private static long length(ResponseHead head) throws WireException {
    String value = head.header("Content-Length").orElse("");
    if (!value.matches("[0-9]{1,15}")) {
      throw new WireException(HEAD, "Content-Length: " + ResponseHead.shown(value));
    }
    return Long.parseLong(value);
  }

  private void readLength(ByteBuffer in) throws WireException {
    int taken = (int) Math.min(left, in.remaining());
    left -= taken;
    part(in, taken);
    if (left == 0) {
      finish();
    }
  }

  private void readChunks(ByteBuffer in) throws WireException {
    ChunkReader reader = chunks;
    if (reader == null) {
      throw new IllegalStateException("no chunks");
    }
    int data = reader.read(in);
    if (data > 0) {
      part(in, data);
    }
    if (reader.isWhole()) {
      finish();
    }
  }

  private void part(ByteBuffer in, int bytes) throws WireException {
    ByteBuffer part = in.slice(in.position(), bytes);
    in.position(in.position() + bytes);
    sink.body(part);
  }

  private void finish() throws WireException {
    state = State.HEAD;
    sink.end();
  }
}
