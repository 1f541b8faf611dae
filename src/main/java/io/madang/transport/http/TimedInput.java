package io.madang.transport.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A body that has to be there by a time; a client that sends a byte now and then gains nothing.
 *
 * <p>How long one read may wait is the container's to say. Threads: one.
 */
final class TimedInput extends FilterInputStream {

  private final long deadlineNanos;
  private final Supplier<? extends RuntimeException> tooLate;

  TimedInput(InputStream in, long deadlineNanos, Supplier<? extends RuntimeException> tooLate) {
    super(in);
    this.deadlineNanos = deadlineNanos;
    this.tooLate = tooLate;
  }

  @Override
  public int read() throws IOException {
    checkTime();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    checkTime();
    return super.read(bytes, start, length);
  }

  private void checkTime() {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw tooLate.get();
    }
  }
}
