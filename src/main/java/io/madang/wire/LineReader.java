package io.madang.wire;

import static io.madang.wire.WireException.Fault.TOO_BIG;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, for NDJSON and server-sent events. Threads: one at a time. */
public final class LineReader {

  private final int maxBytes;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

  public LineReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes bytes until a line is whole, and returns it without its end; else null. */
  public @Nullable String read(ByteBuffer in) throws WireException {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next == '\n') {
        byte[] line = collected.toByteArray();
        collected.reset();
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return Utf8.decode(ByteBuffer.wrap(line, 0, end), "a line of the stream");
      }
      collected.write(next);
      if (collected.size() > maxBytes) {
        throw new WireException(TOO_BIG, "a line of more than " + maxBytes + " bytes");
      }
    }
    return null;
  }
}
