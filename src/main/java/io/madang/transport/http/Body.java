package io.madang.transport.http;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a request's body without blocking, as text of at most so many bytes of UTF-8.
 *
 * <p>Threads: the container calls it on one at a time.
 */
final class Body implements ReadListener {

  private static final int CHUNK = 4_096;

  private final ServletInputStream in;
  private final int maxBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> text = new CompletableFuture<>();

  private Body(ServletInputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The body, or a refusal. */
  static CompletableFuture<String> read(HttpServletRequest request, int maxBytes)
      throws IOException {
    if (request.getContentLengthLong() > maxBytes) {
      return CompletableFuture.failedFuture(tooLarge(maxBytes));
    }
    ServletInputStream in = request.getInputStream();
    Body body = new Body(in, maxBytes);
    in.setReadListener(body);
    return body.text;
  }

  private static RefusedException tooLarge(int maxBytes) {
    return Refusal.tooLarge("the limit is a body of " + maxBytes + " bytes").exception();
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (in.isReady() && !text.isDone()) {
      int count = in.read(chunk);
      if (count < 0) {
        return;
      }
      bytes.write(chunk, 0, count);
      if (bytes.size() > maxBytes) {
        text.completeExceptionally(tooLarge(maxBytes));
      }
    }
  }

  @Override
  public void onAllDataRead() {
    try {
      text.complete(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      text.completeExceptionally(Refusal.badRequest("the body is not UTF-8").exception());
    }
  }

  @Override
  public void onError(Throwable fault) {
    text.completeExceptionally(Refusal.badRequest("the body could not be read").exception());
  }
}
