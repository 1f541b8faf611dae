package io.madang.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;

/**
 * Reads an answer of HTTP/1.1 that does not end (RFC 9112 §7.1), as server-sent events.
 *
 * <p>A chunk that ends with an event is not copied; others are put together. A chunk counts before
 * the line's end behind it, which servers may send only with the next one.
 *
 * <p>Threads: one at a time.
 */
final class AnswerChunks implements Framing {

  private static final byte[] LINE_END = {'\r', '\n'};

  private final Listener listener;
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

  AnswerChunks(Listener listener) {
    this.listener = listener;
  }

  @Override
  public Span take(Span received, long receivedNanos) throws IOException {
    Span rest = received;
    int line = rest.indexOf(LINE_END);
    while (line < rest.length()) {
      int end = line + LINE_END.length;
      if (line > 0) {
        int start = end;
        end += size(rest.part(0, line));
        if (rest.length() < end) {
          return rest;
        }
        chunk(rest.part(start, end), receivedNanos);
      }
      rest = rest.part(end, rest.length());
      line = rest.indexOf(LINE_END);
    }
    return rest;
  }

  private static int size(Span line) throws IOException {
    String size = line.toString().split("[; ]", 2)[0];
    try {
      return Integer.parseInt(size, 16);
    } catch (NumberFormatException e) {
      throw new ProtocolException("a chunk that begins with " + size);
    }
  }

  private void chunk(Span data, long receivedNanos) throws IOException {
    if (data.isEmpty()) {
      throw new EOFException("the answer ended");
    }
    boolean isWhole = data.endsWith("\n\n");
    if (isWhole && fragments.size() == 0) {
      listener.text(data, receivedNanos);
      return;
    }
    data.writeTo(fragments);
    if (isWhole) {
      byte[] whole = fragments.toByteArray();
      fragments.reset();
      listener.text(new Span(whole, 0, whole.length), receivedNanos);
    }
  }
}
