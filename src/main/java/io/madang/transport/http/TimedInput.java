package io.madang.transport.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A body that has to be there by a time, while its request lasts; a client that sends a byte now
 * and then gains nothing.
 *
 * <p>How long one read may wait is the container's to say. Threads: one.
 */
final class TimedInput extends FilterInputStream {

  private final AsyncRequest open;
  private final long deadlineNanos;
  private final Supplier<? extends RuntimeException> tooLate;

  TimedInput(
      AsyncRequest open,
      InputStream in,
      long deadlineNanos,
      Supplier<? extends RuntimeException> tooLate) {
    super(in);
    this.open = open;
    this.deadlineNanos = deadlineNanos;
    this.tooLate = tooLate;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw tooLate.get();
    }
    if (!open.enter()) {
      throw new EOFException("the request is over");
    }
    try {
      return super.read(bytes, start, length);
    } finally {
      open.leave();
    }
  }
}
