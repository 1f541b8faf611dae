package io.madang.boot;

import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what browsers leave bare in an address although a URI (RFC 3986) does not know it: <code>
 * ` { } | ^ \ [ ]</code>, and what no browser sends. Jetty reads addresses leniently, but not that
 * of an upgrade, which it would answer with 500. A fragment, which is no part of a request (RFC
 * 9112 §3.2), is left out.
 *
 * <p>Threads: any; immutable.
 */
final class BareCharacters implements HttpConfiguration.Customizer {

  private static final String PLAIN = "-._~!$&'()*+,;=:@/?%";

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    HttpURI asked = request.getHttpURI();
    HttpURI uri = escape(asked);
    if (uri == asked) {
      return request;
    }
    return new Request.Wrapper(request) {
      @Override
      public HttpURI getHttpURI() {
        return uri;
      }
    };
  }

  /**
   * The same URI object if nothing is bare in it. A path without parameters is Jetty's to judge.
   */
  static HttpURI escape(HttpURI asked) {
    String path = asked.getParam() == null ? asked.getPath() : escape(asked.getPath());
    String query = escape(asked.getQuery());
    if (asked.getFragment() == null
        && Objects.equals(path, asked.getPath())
        && Objects.equals(query, asked.getQuery())) {
      return asked;
    }
    return HttpURI.build(asked).path(path).query(query).fragment(null).asImmutable();
  }

  /** What is no ASCII stays: it is text, or else no address at all. */
  static @Nullable String escape(@Nullable String text) {
    if (text == null || isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(hex(c >> 4)).append(hex(c));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return c >= 0x80 || Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 0xf, 16));
  }
}
