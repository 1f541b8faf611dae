package io.madang.transport.http;

import io.madang.core.Refusal;
import jakarta.servlet.http.HttpServletRequest;

/** The answer to a method that a resource does not have. */
final class Methods {

  private Methods() {}

  static void refuse(HttpServletRequest request, HttpParts parts, String allowed) {
    Answer answer = new Answer(AsyncRequest.begin(request), parts);
    refuse(answer, allowed);
  }

  static void refuse(Answer answer, String allowed) {
    answer.head(response -> response.setHeader("Allow", allowed));
    answer.refuse(405, Refusal.badRequest("the method is not one of " + allowed));
  }
}
