package io.madang.boot;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that come to no program of ours, because the server could not read them, or does
 * not want to: a path with an encoded slash says two things at once. The same problem in JSON as
 * elsewhere; nothing of the request comes back. Threads: any.
 */
final class UnreadRequests extends ErrorHandler {

  UnreadRequests() {
    setCacheControl("no-store");
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json;charset=utf-8");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    Content.Sink.write(response, true, problem(status), callback);
  }

  private static String problem(int status) {
    String code = "bad_request";
    String detail = "the request is malformed, or its path has an encoded '/' or '%'";
    if (status == 413 || status == 414 || status == 431) {
      code = "too_large";
      detail = "the limit is a request head of " + EmbeddedServer.HEADER_BYTES + " bytes";
    } else if (status >= 500) {
      code = "internal";
      detail = "the server could not answer";
    }
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
        .formatted(code.replace('_', ' '), status, detail, code);
  }
}
