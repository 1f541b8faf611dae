package io.madang.boot;

import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what browsers leave bare in a query although a URI (RFC 3986) does not know it: <code>
 * ` { } | ^ \ [ ]</code>, and what no browser sends. Jetty reads queries leniently, but not that of
 * an upgrade, which it would answer with 500. So with parameters of the path; a fragment, which is
 * no part of a request (RFC 9112 §3.2), is left out.
 *
 * <p>Threads: any; immutable.
 */
final class BareQuery implements HttpConfiguration.Customizer {

  private static final String PLAIN = "-._~!$&'()*+,;=:@/?%";

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    HttpURI asked = request.getHttpURI();
    String path = asked.getPath();
    String escapedPath = asked.getParam() == null ? path : escape(path);
    String escaped = escape(asked.getQuery());
    if (asked.getFragment() == null
        && Objects.equals(escaped, asked.getQuery())
        && Objects.equals(escapedPath, path)) {
      return request;
    }
    HttpURI uri =
        HttpURI.build(asked).path(escapedPath).query(escaped).fragment(null).asImmutable();
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
