package io.madang.bench;

import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a body (RFC 9112 §7.1).
 *
 * @param rest what follows it, which begins with the line's end behind it
 */
record Chunk(Span data, Span rest) {

  static final byte[] LINE_END = {'\r', '\n'};

  /**
   * Returns the first chunk, if all of it has come; the line's end behind the one before is
   * skipped.
   *
   * <p>A chunk counts before the line's end behind it, which servers may send only with the next.
   */
  static @Nullable Chunk first(Span received) throws ProtocolException {
    Span rest = received.startsWith("\r\n") ? received.afterUnit(0, LINE_END) : received;
    int line = rest.indexOf(LINE_END);
    if (line == rest.length()) {
      return null;
    }
    int start = line + LINE_END.length;
    int end = start + size(rest.part(0, line));
    return rest.length() < end
        ? null
        : new Chunk(rest.part(start, end), rest.part(end, rest.length()));
  }

  private static int size(Span line) throws ProtocolException {
    String size = line.toString().split("[; ]", 2)[0];
    try {
      return Integer.parseInt(size, 16);
    } catch (NumberFormatException e) {
      throw new ProtocolException("a chunk that begins with " + size);
    }
  }
}
