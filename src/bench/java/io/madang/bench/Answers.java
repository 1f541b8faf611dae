package io.madang.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Long polling on one connection: the body of each answer is a text, and the next request goes out
 * when it was taken.
 *
 * <p>What has to be said is posted first, a request for each text; so a request never waits beside
 * another one. A body whose length is told is not copied.
 *
 * <p>Threads: one at a time.
 */
final class Answers implements Framing {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final String LENGTH = "content-length:";
  private static final String CODING = "transfer-encoding:";
  private static final int CHUNKED = -1;

  private final Listener listener;
  private final Requests requests;
  private final Sender sender;
  private final Queue<String> unsaid = new ArrayDeque<>();

  Answers(Listener listener, Requests requests, Sender sender) {
    this.listener = listener;
    this.requests = requests;
    this.sender = sender;
  }

  @Override
  public void opened() throws IOException {
    ask();
  }

  @Override
  public void say(List<String> texts) {
    unsaid.addAll(texts);
  }

  @Override
  public Span take(Span received, long receivedNanos) throws IOException {
    Span rest = received;
    int head = rest.indexOf(HEAD_END);
    while (head < rest.length()) {
      int length = bodyLength(rest.part(0, head));
      Span body = rest.part(head + HEAD_END.length, rest.length());
      Span after =
          length == CHUNKED ? chunks(body, receivedNanos) : counted(body, length, receivedNanos);
      if (after == null) {
        return rest;
      }
      rest = after;
      head = rest.indexOf(HEAD_END);
    }
    return rest;
  }

  private static int bodyLength(Span head) throws IOException {
    Span line = head.firstUnit(Chunk.LINE_END);
    if (!line.startsWith("HTTP/1.1 200 ")) {
      throw new ProtocolException("not what was asked for: " + line);
    }
    for (Span rest = head; !rest.isEmpty(); ) {
      line = rest.firstUnit(Chunk.LINE_END);
      if (line.startsWithAnyCase(LENGTH)) {
        return (int) line.numberAfter(LENGTH.length());
      }
      if (line.startsWithAnyCase(CODING)) {
        return CHUNKED;
      }
      rest = rest.afterUnit(line.length(), Chunk.LINE_END);
    }
    throw new ProtocolException("an answer without a length");
  }

  /** Returns what follows the body, if it has all come. */
  private @Nullable Span counted(Span body, int length, long receivedNanos) throws IOException {
    if (body.length() < length) {
      return null;
    }
    answered(body.part(0, length), receivedNanos);
    return body.part(length, body.length());
  }

  private @Nullable Span chunks(Span body, long receivedNanos) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Chunk chunk = Chunk.first(body);
    while (chunk != null && !chunk.data().isEmpty()) {
      chunk.data().writeTo(whole);
      chunk = Chunk.first(chunk.rest());
    }
    if (chunk == null || !chunk.rest().startsWith("\r\n")) {
      return null;
    }
    answered(Span.of(whole.toByteArray()), receivedNanos);
    return chunk.rest().afterUnit(0, Chunk.LINE_END);
  }

  private void answered(Span body, long receivedNanos) throws IOException {
    listener.text(body, receivedNanos);
    ask();
  }

  private void ask() throws IOException {
    String text = unsaid.poll();
    sender.send(text == null ? requests.get() : requests.post(text));
  }
}
