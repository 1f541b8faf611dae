package io.madang.transport.http;

import io.madang.core.Door;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An answer that may wait in memory for a client that does not read. It is written piece by piece,
 * so that it can be seen how far it has come: who takes too little in the time of a silence is
 * given up.
 *
 * <p>Threads: pieces one after the other; the clock looks.
 */
final class LargeAnswer {

  /** What is longer is large. */
  static final int BYTES = 64 << 10;

  private static final int PIECE = 16 << 10;
  private static final int LEAST_TAKEN = 256 << 10;

  private final HttpParts parts;
  private final AsyncRequest request;
  private final byte[] bytes;
  private final Door.Place place;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile int written;

  /** Takes a place, or is refused. */
  LargeAnswer(HttpParts parts, AsyncRequest request, byte[] bytes) {
    this.parts = parts;
    this.request = request;
    this.bytes = bytes;
    this.place = parts.largeAnswers().apply(request.address());
    request.whenOver(place::giveBack); // also when it is over before it is written
  }

  /** Begins; {@code failed} hears when the client is given up. */
  void write(ResponseWriter writer, Consumer<Throwable> failed) {
    lookLater(0, failed);
    writeFrom(0, writer);
  }

  private void writeFrom(int from, ResponseWriter writer) {
    written = from;
    if (from < bytes.length) {
      int end = Math.min(bytes.length, from + PIECE);
      writer.write(Arrays.copyOfRange(bytes, from, end), () -> writeFrom(end, writer));
    } else if (isOver.compareAndSet(false, true)) {
      request.end();
    }
  }

  private void lookLater(int before, Consumer<Throwable> failed) {
    parts
        .clock()
        .schedule(() -> look(before, failed), parts.silence().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look(int before, Consumer<Throwable> failed) {
    if (isOver.get()) {
      return;
    }
    if (written - before >= LEAST_TAKEN) {
      lookLater(written, failed);
    } else if (isOver.compareAndSet(false, true)) {
      place.giveBack();
      failed.accept(new TimeoutException("the client takes too little"));
    }
  }
}
