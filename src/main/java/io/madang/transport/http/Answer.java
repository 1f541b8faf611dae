package io.madang.transport.http;

import io.madang.core.Door;
import io.madang.core.Printable;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.request.KeepAlive;
import io.madang.request.RetryAfter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one asynchronous request, written once and without blocking.
 *
 * <p>Threads: any; the first answer counts.
 */
final class Answer {

  private static final System.Logger LOG = System.getLogger(Answer.class.getName());

  /** RFC 9457, with the wire protocol's code. */
  public record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      @Nullable Double retryAfter) {}

  private final AsyncRequest request;
  private final HttpParts parts;
  private final AtomicBoolean isGiven = new AtomicBoolean();

  Answer(AsyncRequest request, HttpParts parts) {
    this.request = request;
    this.parts = parts;
  }

  /** Adds to the head of the answer before it is given. */
  void head(Consumer<HttpServletResponse> more) {
    request.respond(more);
  }

  void json(int status, String body) {
    give(status, "application/json", body);
  }

  void object(int status, Object body) {
    json(status, parts.json().write(body));
  }

  void empty(int status) {
    if (isGiven.compareAndSet(false, true)) {
      head(
          response -> {
            response.setStatus(status);
            KeepAlive.endWhereUnsafe(request.request(), response);
          });
      request.end();
    }
  }

  /** Says what was not done, with the status of the refusal's code. */
  void refuse(Refusal refusal) {
    refuse(refusal.code().status(), refusal);
  }

  void refuse(int status, Refusal refusal) {
    head(
        response -> {
          RetryAfter.tell(response, refusal);
          if (status == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
          }
        });
    Problem problem =
        new Problem(
            "about:blank",
            refusal.code().wire().replace('_', ' '),
            status,
            refusal.detail(),
            refusal.code().wire(),
            refusal.retryAfterSeconds());
    give(status, "application/problem+json", parts.json().write(problem));
  }

  /** Says that a body is taken as it is only (RFC 9110 §15.5.16). */
  void refusePacked() {
    head(response -> response.setHeader("Accept-Encoding", "identity"));
    refuse(415, Refusal.badRequest("Content-Encoding: expected none"));
  }

  void fail(@Nullable Throwable fault) {
    refuse(Refusal.of(fault));
  }

  private void give(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      Consumer<ResponseWriter> way =
          bytes.length > LargeAnswer.BYTES
              ? large(bytes)
              : writer -> writer.write(bytes, request::end);
      give(status, type, bytes.length, way);
    } catch (RefusedException e) {
      refuse(e.refusal());
    }
  }

  /** Takes a place, or is refused; it is given back also when nothing is written any more. */
  private Consumer<ResponseWriter> large(byte[] bytes) {
    Door.Place place = parts.largeAnswers().apply(request.address());
    request.whenOver(place::giveBack);
    LargeAnswer answer = new LargeAnswer(request, bytes, parts.clock(), parts.silence());
    return writer ->
        answer.write(
            writer,
            fault -> {
              place.giveBack(); // whatever the container does about the request
              broke(fault);
            });
  }

  private void give(int status, String type, int length, Consumer<ResponseWriter> way) {
    if (!isGiven.compareAndSet(false, true) || !request.enter()) {
      return;
    }
    try {
      head(
          response -> {
            response.setStatus(status);
            KeepAlive.endWhereUnsafe(request.request(), response);
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(length);
          });
      ResponseWriter writer = new ResponseWriter(request, this::broke);
      writer.start();
      way.accept(writer);
    } catch (IOException | RuntimeException e) {
      broke(e);
    } finally {
      request.leave();
    }
  }

  private void broke(Throwable fault) {
    LOG.log(System.Logger.Level.DEBUG, "an answer could not be given: {0}", Printable.of(fault));
    request.end();
  }
}
