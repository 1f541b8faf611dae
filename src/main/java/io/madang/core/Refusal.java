package io.madang.core;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, in words for the client.
 *
 * @param code the wire protocol's error code
 * @param detail names the field or the limit; never a stack trace or another's data
 * @param retryAfter when to try again, if that may help
 */
public record Refusal(Code code, String detail, @Nullable Duration retryAfter) {

  private static final System.Logger LOG = System.getLogger(Refusal.class.getName());

  /** The error codes of the wire protocol with their HTTP status. */
  public enum Code {
    BAD_REQUEST("bad_request", 400),
    TOO_LARGE("too_large", 413),
    UNAUTHORIZED("unauthorized", 401),
    FORBIDDEN("forbidden", 403),
    NOT_FOUND("not_found", 404),
    RATE_LIMITED("rate_limited", 429),
    UNAVAILABLE("unavailable", 503),
    INTERNAL("internal", 500);

    private final String wire;
    private final int status;

    Code(String wire, int status) {
      this.wire = wire;
      this.status = status;
    }

    /** The code as clients see it. */
    public String wire() {
      return wire;
    }

    /** The HTTP status that goes with it. */
    public int status() {
      return status;
    }
  }

  public static Refusal badRequest(String detail) {
    return new Refusal(Code.BAD_REQUEST, detail, null);
  }

  public static Refusal tooLarge(String detail) {
    return new Refusal(Code.TOO_LARGE, detail, null);
  }

  public static Refusal unauthorized(String detail) {
    return new Refusal(Code.UNAUTHORIZED, detail, null);
  }

  public static Refusal forbidden(String detail) {
    return new Refusal(Code.FORBIDDEN, detail, null);
  }

  public static Refusal notFound(String detail) {
    return new Refusal(Code.NOT_FOUND, detail, null);
  }

  public static Refusal rateLimited(String detail, Duration retryAfter) {
    return new Refusal(Code.RATE_LIMITED, detail, retryAfter);
  }

  public static Refusal unavailable(String detail, Duration retryAfter) {
    return new Refusal(Code.UNAVAILABLE, detail, retryAfter);
  }

  public static Refusal internal() {
    return new Refusal(Code.INTERNAL, "a fault of the server; it has been logged", null);
  }

  /** What to tell the client of a failure; a fault of ours is logged and not told. */
  public static Refusal of(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RefusedException refused) {
      return refused.refusal();
    }
    LOG.log(System.Logger.Level.ERROR, "a fault", Printable.fault(cause));
    return internal();
  }

  /** When to try again, in whole seconds as the header {@code Retry-After} has it, or null. */
  public @Nullable String retryAfterHeader() {
    return retryAfter == null ? null : Long.toString((long) Math.ceil(nanos(retryAfter) / 1e9));
  }

  /** When to try again, in seconds to the millisecond as frames and problems have it, or null. */
  public @Nullable Double retryAfterSeconds() {
    return retryAfter == null ? null : Math.ceil(nanos(retryAfter) / 1e6) / 1e3;
  }

  private static double nanos(Duration duration) {
    return duration.toNanos();
  }

  /** This refusal, to be thrown. */
  public RefusedException exception() {
    return new RefusedException(this);
  }
}
