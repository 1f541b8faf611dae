package io.madang.request;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cookies of this site's pages: kept for a year, sent by its own pages only, out of scripts' reach.
 */
public final class Cookies {

  private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

  private Cookies() {}

  /** A cookie's text; none where there is no such cookie or it is no percent-encoded UTF-8. */
  public static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] all = request.getCookies();
    return Stream.of(all == null ? new Cookie[0] : all)
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .flatMap(cookie -> decode(cookie.getValue()));
  }

  /** A cookie's text in a header of that name; none where it is not there. */
  public static Optional<String> read(@Nullable String header, String name) {
    return Stream.of(header == null ? new String[0] : header.split(";", -1))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .findFirst()
        .flatMap(pair -> decode(pair.substring(name.length() + 1)));
  }

  private static Optional<String> decode(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Asks the browser to keep a text for the pages below a path of this application. */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String path,
      String name,
      String text) {
    Cookie cookie = new Cookie(name, URLEncoder.encode(text, StandardCharsets.UTF_8));
    cookie.setPath(request.getContextPath() + path);
    cookie.setMaxAge(YEAR);
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }
}
