package io.madang.transport.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may wait in memory for a client that does not read. It is written piece by piece,
 * so that it can be seen how far it has come: who takes too little in the time of a silence is
 * given up. When its request is over, nothing here holds its bytes any more.
 *
 * <p>Threads: pieces one after the other; the clock looks; the request is over on any. Who sets
 * {@code watch} looks afterwards whether it is over, and who ends it looks afterwards for a watch.
 */
final class LargeAnswer {

  /** What is longer is large. */
  static final int BYTES = 64 << 10;

  private static final int PIECE = 16 << 10;
  private static final int LEAST_TAKEN = 256 << 10;

  private final AsyncRequest request;
  private final byte[] bytes;
  private final ScheduledExecutorService clock;
  private final Duration silence;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile int written;
  private volatile @Nullable Future<?> watch;

  LargeAnswer(
      AsyncRequest request, byte[] bytes, ScheduledExecutorService clock, Duration silence) {
    this.request = request;
    this.bytes = bytes;
    this.clock = clock;
    this.silence = silence;
  }

  /** Begins; {@code failed} hears when the client is given up. */
  void write(ResponseWriter writer, Consumer<Throwable> failed) {
    lookLater(0, failed);
    request.whenOver(this::forget);
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
    watch = clock.schedule(() -> look(before, failed), silence.toNanos(), TimeUnit.NANOSECONDS);
    if (isOver.get()) {
      forget();
    }
  }

  private void look(int before, Consumer<Throwable> failed) {
    if (isOver.get()) {
      return;
    }
    if (written - before >= LEAST_TAKEN) {
      lookLater(written, failed);
    } else if (isOver.compareAndSet(false, true)) {
      failed.accept(new TimeoutException("the client takes too little"));
    }
  }

  private void forget() {
    isOver.set(true);
    Future<?> last = watch;
    if (last != null) {
      last.cancel(false);
    }
  }
}
