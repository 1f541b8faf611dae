package io.madang.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

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
