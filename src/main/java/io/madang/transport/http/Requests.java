package io.madang.transport.http;

import io.madang.core.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What requests say, read in the same way in every container. */
final class Requests {

  private Requests() {}

  /** The path's segments after the servlet's own, each decoded by itself. */
  static List<String> path(HttpServletRequest request) {
    String prefix = request.getContextPath() + request.getServletPath() + "/";
    String uri = request.getRequestURI();
    int parameters = uri.indexOf(';');
    String path = parameters < 0 ? uri : uri.substring(0, parameters);
    if (!path.startsWith(prefix)) {
      throw Refusal.notFound("there is nothing here").exception();
    }
    return Stream.of(path.substring(prefix.length()).split("/", -1)).map(Requests::decode).toList();
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the path is not percent-encoded UTF-8").exception();
    }
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
