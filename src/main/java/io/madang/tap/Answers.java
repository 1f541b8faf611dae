package io.madang.tap;

import io.madang.wire.HttpReader;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers from a link and shows what came, head by head and read by read.
 *
 * <p>Threads: one.
 */
final class Answers implements HttpReader.Sink {

  /** Longest head that is taken; servers send some hundred bytes. */
  static final int MAX_HEAD_BYTES = 16 << 10;

  private final Link link;
  private final Recorder recorder;
  private final HttpReader http = new HttpReader(this, MAX_HEAD_BYTES);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable ResponseHead head;
  private boolean isWhole;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private int headsEnd;

  Answers(Link link, Recorder recorder) {
    this.link = link;
    this.recorder = recorder;
  }

  /**
   * What one read brought.
   *
   * @param head of the answer, if it became whole with this read
   * @param body without the lines between its chunks
   * @param isWhole whether the answer is
   * @param isAtEnd whether the server ended the connection
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(@Nullable ResponseHead head, byte[] body, boolean isWhole, boolean isAtEnd) {}

  /** Reads once, and waits for it. */
  Piece next() throws IOException {
    head = null;
    isWhole = false;
    headsEnd = 0;
    body.reset();
    current = link.read();
    if (!current.hasRemaining()) {
      recorder.show(Step.received("end", "of the stream (FIN)", new Step.Nothing()));
      http.endOfStream();
      return new Piece(null, new byte[0], isWhole, true);
    }
    try {
      http.read(current);
    } catch (WireException e) {
      showAll();
      throw e;
    }
    showBody();
    return new Piece(head, body.toByteArray(), isWhole, false);
  }

  /** The bytes behind an upgrade's head. */
  ByteBuffer rest() {
    return current;
  }

  private void showBody() {
    show("body", headsEnd, current.position());
  }

  private void showAll() {
    show("bytes", headsEnd, current.limit());
  }

  private void show(String name, int from, int to) {
    if (to > from) {
      byte[] raw = new byte[to - from];
      current.get(from, raw);
      String summary = raw.length + " bytes as they came";
      recorder.show(
          Step.received(name, summary, new Step.Octets(raw, "")).with("bytes", raw.length));
    }
  }

  @Override
  public void head(ResponseHead read, byte[] raw) {
    headsEnd = current.position();
    if (read.status() >= 200 || read.status() == 101) {
      head = read;
    }
    String summary = read.status() + " " + read.reason() + ", a head of " + raw.length + " bytes";
    recorder.show(
        Step.received("answer", summary, new Step.Head(raw))
            .with("status", read.status())
            .with("bytes", raw.length));
  }

  @Override
  public void body(ByteBuffer part) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    body.write(bytes, 0, bytes.length);
  }

  @Override
  public void end() {
    isWhole = true;
  }
}
