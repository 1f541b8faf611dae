package io.madang.transport.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a response without blocking: one piece at a time, each flushed.
 *
 * <p>Whoever owns {@code isBusy} may touch the stream: the container's thread between {@link
 * #onWritePossible} and the moment that the stream is not ready, else whoever called {@link #write}
 * and found it free. When the stream is not ready the container owns it until it calls back. The
 * stream is touched inside the request only.
 *
 * <p>Threads: {@link #write} one at a time, and not before the piece before is done.
 */
final class ResponseWriter implements WriteListener {

  private static final int WRITTEN = 3;

  private static final class Piece {
    final byte[] bytes;
    final Runnable done;
    volatile int step;

    Piece(byte[] bytes, Runnable done) {
      this.bytes = bytes;
      this.done = done;
    }
  }

  private final AsyncRequest request;
  private final ServletOutputStream out;
  private final Consumer<Throwable> failed;
  private final AtomicBoolean isBusy = new AtomicBoolean(true);
  private volatile @Nullable Piece piece;

  /**
   * Takes the response over; {@code failed} hears when nothing can be written any more.
   *
   * @throws IOException when the request is over
   */
  ResponseWriter(AsyncRequest request, Consumer<Throwable> failed) throws IOException {
    this.request = request;
    this.failed = failed;
    if (!request.enter()) {
      throw new EOFException("the request is over");
    }
    try {
      this.out = request.output();
    } finally {
      request.leave();
    }
  }

  /** Lets the container call back when the response can be written. */
  void start() {
    request.afterServlet(this::listen);
  }

  private void listen() {
    if (request.enter()) {
      try {
        out.setWriteListener(this);
      } finally {
        request.leave();
      }
    }
  }

  /** Writes a piece and flushes it; {@code done} runs when the next may come. */
  void write(byte[] bytes, Runnable done) {
    piece = new Piece(bytes, done);
    if (isBusy.compareAndSet(false, true)) {
      advanceOrFail();
    }
  }

  @Override
  public void onWritePossible() {
    advanceOrFail();
  }

  private void advanceOrFail() {
    try {
      advance();
    } catch (IOException | RuntimeException e) {
      failed.accept(e);
    }
  }

  private void advance() throws IOException {
    while (true) {
      Piece current = piece;
      if (current == null) {
        isBusy.set(false);
        if (piece == null || !isBusy.compareAndSet(false, true)) {
          return;
        }
      } else if (current.step == WRITTEN) {
        piece = null;
        current.done.run();
      } else if (!step(current)) {
        return;
      }
    }
  }

  /** Writes, flushes, sees that it is gone; false where the container calls back, or never will. */
  private boolean step(Piece current) throws IOException {
    if (!request.enter()) {
      return false;
    }
    try {
      if (!out.isReady()) {
        return false;
      }
      int step = current.step;
      current.step = step + 1;
      if (step == 0) {
        out.write(current.bytes);
      } else if (step == 1) {
        out.flush();
      }
      return true;
    } finally {
      request.leave();
    }
  }

  @Override
  public void onError(Throwable fault) {
    request.awaitLeft();
    failed.accept(fault);
  }
}
