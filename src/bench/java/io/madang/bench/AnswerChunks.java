package io.madang.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads an answer of HTTP/1.1 that does not end (RFC 9112 §7.1), as server-sent events.
 *
 * <p>A chunk that ends with an event is not copied; others are put together.
 *
 * <p>Threads: one at a time.
 */
final class AnswerChunks implements Framing {

  private final Listener listener;
  private final String ending;
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

  /** Makes it for events that end so. */
  AnswerChunks(Listener listener, byte[] ending) {
    this.listener = listener;
    this.ending = new String(ending, StandardCharsets.US_ASCII);
  }

  @Override
  public Span take(Span received, long receivedNanos) throws IOException {
    Span rest = received;
    for (Chunk chunk = Chunk.first(rest); chunk != null; chunk = Chunk.first(rest)) {
      hand(chunk.data(), receivedNanos);
      rest = chunk.rest();
    }
    return rest;
  }

  private void hand(Span data, long receivedNanos) throws IOException {
    if (data.isEmpty()) {
      throw new EOFException("the answer ended");
    }
    boolean isWhole = data.endsWith(ending);
    if (isWhole && fragments.size() == 0) {
      listener.text(data, receivedNanos);
      return;
    }
    data.writeTo(fragments);
    if (isWhole) {
      Span whole = Span.of(fragments.toByteArray());
      fragments.reset();
      listener.text(whole, receivedNanos);
    }
  }
}
