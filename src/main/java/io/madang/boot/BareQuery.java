package io.madang.boot;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what browsers leave bare in a query although a URI (RFC 3986) does not know it: <code>
 * ` { } | ^ \ [ ]</code>, and what no browser sends. Jetty reads queries leniently, but not that of
 * an upgrade, which it would answer with 500.
 *
 * <p>Threads: any; immutable.
 */
final class BareQuery implements HttpConfiguration.Customizer {

  private static final String PLAIN = "-._~!$&'()*+,;=:@/?%";

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    String query = request.getHttpURI().getQuery();
    String escaped = escape(query);
    if (escaped == null || escaped.equals(query)) {
      return request;
    }
    HttpURI uri = HttpURI.build(request.getHttpURI()).query(escaped).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpURI getHttpURI() {
        return uri;
      }
    };
  }

  /** What is no ASCII stays: it is text, or else no query at all. */
  static @Nullable String escape(@Nullable String query) {
    if (query == null || query.chars().allMatch(BareQuery::isPlain)) {
      return query;
    }
    StringBuilder out = new StringBuilder(query.length() + 16);
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(hex(c >> 4)).append(hex(c));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return c >= 0x80 || Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 0xf, 16));
  }
}
