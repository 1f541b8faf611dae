package io.madang.request;

import io.madang.core.Door;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads the body of an asynchronous request without blocking, as text.
 *
 * <p>A client that sends a byte now and then is refused when its time is up; one that sends nothing
 * more is the container's to give up.
 *
 * <p>Threads: the container calls it on one at a time.
 */
public final class Body implements ReadListener {

  private static final int CHUNK = 4_096;

  /**
   * What holds for bodies.
   *
   * @param maxBytes of UTF-8
   * @param within which the whole of it has to come
   * @param places for bodies on their way, by the address that they come from
   */
  public record Rules(int maxBytes, Duration within, Function<String, Door.Place> places) {

    /** The same for bodies of another size. */
    public Rules withBytes(int other) {
      return new Rules(other, within, places);
    }
  }

  private final ServletInputStream in;
  private final Rules rules;
  private final long deadline;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> text = new CompletableFuture<>();

  private Body(ServletInputStream in, Rules rules) {
    this.in = in;
    this.rules = rules;
    this.deadline = System.nanoTime() + rules.within.toNanos();
  }

  /** The body, or a refusal. */
  public static CompletableFuture<String> read(HttpServletRequest request, Rules rules)
      throws IOException {
    if (request.getContentLengthLong() > rules.maxBytes) {
      return CompletableFuture.failedFuture(tooLarge(rules.maxBytes));
    }
    Door.Place place = rules.places.apply(String.valueOf(request.getRemoteAddr()));
    try {
      ServletInputStream in = request.getInputStream();
      Body body = new Body(in, rules);
      CompletableFuture<String> read = body.text.whenComplete((text, fault) -> place.giveBack());
      in.setReadListener(body);
      return read;
    } catch (IOException | RuntimeException e) { // the client is gone, or a form was read before
      place.giveBack();
      throw e;
    }
  }

  private static RefusedException tooLarge(int maxBytes) {
    return Refusal.tooLarge("the limit is a body of " + maxBytes + " bytes").exception();
  }

  private RefusedException tooSlow() {
    return Refusal.badRequest(
            "the limit is " + rules.within.toMillis() / 1e3 + " seconds for a body to come")
        .exception();
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (!text.isDone() && in.isReady()) { // once refused, the request may be over
      int count = in.read(chunk);
      if (count < 0) {
        return;
      }
      bytes.write(chunk, 0, count);
      if (bytes.size() > rules.maxBytes) {
        text.completeExceptionally(tooLarge(rules.maxBytes));
      } else if (System.nanoTime() - deadline > 0) {
        text.completeExceptionally(tooSlow());
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
