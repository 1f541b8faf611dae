package io.madang.request;

import io.madang.core.Refusal;
import jakarta.servlet.http.HttpServletResponse;

/** When to come again, in the head of a refusal. */
public final class RetryAfter {

  private RetryAfter() {}

  /** Says it, in whole seconds, where the refusal does. */
  public static void tell(HttpServletResponse response, Refusal refusal) {
    String seconds = refusal.retryAfterHeader();
    if (seconds != null) {
      response.setHeader("Retry-After", seconds);
    }
  }
}
