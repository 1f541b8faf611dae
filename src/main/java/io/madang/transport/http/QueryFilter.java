package io.madang.transport.http;

import io.madang.core.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query that is not percent-encoded UTF-8. Containers differ in it: some leave such a
 * field out, some fail at the first question for any.
 */
public final class QueryFilter extends HttpFilter {

  private static final Refusal NO_UTF_8 =
      Refusal.badRequest("the query is not percent-encoded UTF-8");

  private final transient HttpParts parts;
  private final transient Predicate<HttpServletRequest> isPage;

  /** {@code isPage} tells requests of people, who get a page that says so. */
  public QueryFilter(HttpParts parts, Predicate<HttpServletRequest> isPage) {
    this.parts = parts;
    this.isPage = isPage;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isReadable(request.getQueryString())) {
      chain.doFilter(request, response);
    } else if (isPage.test(request)) {
      response.sendError(400);
    } else {
      new Answer(AsyncRequest.begin(request), parts).refuse(NO_UTF_8);
    }
  }

  static boolean isReadable(@Nullable String query) {
    if (query == null || query.indexOf('%') < 0) {
      return true;
    }
    ByteBuffer bytes = ByteBuffer.allocate(query.length());
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c != '%') {
        bytes.put((byte) (c < 0x80 ? c : '?')); // a container's own reading of it, right or wrong
      } else if (i + 2 < query.length() && isHex(query, i + 1) && isHex(query, i + 2)) {
        bytes.put((byte) Integer.parseInt(query, i + 1, i + 3, 16));
        i += 2;
      } else {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x80;
  }
}
