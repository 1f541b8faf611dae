package io.madang.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Whether a connection can carry another request after this one.
 *
 * <p>Not when a part of the body was not read: the next request could not be found. And in Payara
 * not when the body came while nobody was in the servlet: the next request, which a client may send
 * as soon as it has its answer, is then sometimes taken for a part of the one before, and waits in
 * vain or gets the answer of another.
 */
public final class KeepAlive {

  private KeepAlive() {}

  /** Says that the connection ends with this answer, where it has to. */
  public static void endWhereUnsafe(HttpServletRequest request, HttpServletResponse response) {
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (hasBody && (ContainerQuirk.LOSES_REQUESTS.isOf(request) || isLeft(request))) {
      response.setHeader("Connection", "close");
    }
  }

  private static boolean isLeft(HttpServletRequest request) {
    try {
      return !request.getInputStream().isFinished();
    } catch (IOException | IllegalStateException e) {
      return true;
    }
  }
}
