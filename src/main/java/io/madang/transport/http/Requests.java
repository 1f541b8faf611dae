package io.madang.transport.http;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What requests say, read in the same way in every container. */
final class Requests {

  private Requests() {}

  /**
   * The path's segments after the servlet's own, each decoded by itself. One that others could read
   * in another way is refused: proxies and containers differ in what {@code ;}, {@code ..} and an
   * encoded slash mean.
   */
  static List<String> path(HttpServletRequest request) {
    String prefix = request.getContextPath() + request.getServletPath() + "/";
    String path = request.getRequestURI();
    if (path.indexOf(';') >= 0) {
      throw bad("has a ';'");
    }
    if (!path.startsWith(prefix)) {
      throw Refusal.notFound("there is nothing here").exception();
    }
    return Stream.of(path.substring(prefix.length()).split("/", -1)).map(Requests::decode).toList();
  }

  private static String decode(String text) {
    String segment;
    try {
      segment = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("is not percent-encoded UTF-8");
    }
    if (segment.equals(".") || segment.equals("..")) {
      throw bad("has a segment '.' or '..'");
    }
    if (segment.indexOf('/') >= 0 || segment.indexOf('\\') >= 0) {
      throw bad("has an encoded slash");
    }
    if (segment.indexOf('\ufffd') >= 0) {
      throw bad("is not percent-encoded UTF-8");
    }
    return segment;
  }

  private static RefusedException bad(String rule) {
    return Refusal.badRequest("the path " + rule).exception();
  }

  /**
   * Whether the body is packed: nobody here unpacks one, which may be a thousand times as large.
   */
  static boolean isPacked(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
  }

  static boolean accepts(HttpServletRequest request, String type) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(type);
  }

  static boolean isJson(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null) {
      return false;
    }
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals("application/json") || bare.endsWith("+json");
  }
}
