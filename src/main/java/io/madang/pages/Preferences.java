package io.madang.pages;

import io.madang.core.Door;
import io.madang.request.Cookies;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Tells the pages what the reader chose: language, theme, and the address to come back to; and who
 * the reader is.
 *
 * <p>Without a choice the language follows Accept-Language and the theme the reader's system.
 */
public final class Preferences extends HttpFilter {

  static final String LANGUAGE = "madang.language";
  static final String THEME = "madang.theme";
  static final Set<String> LANGUAGES = Set.of("en", "ko");
  static final Set<String> THEMES = Set.of("light", "dark", "system");

  /** Where JSTL looks for a locale that goes before Accept-Language. */
  private static final String LOCALE = "jakarta.servlet.jsp.jstl.fmt.locale.request";

  private final transient Door door;
  private final transient BooleanSupplier canSignIn;

  /** {@code canSignIn} says whether there is a realm. */
  public Preferences(Door door, BooleanSupplier canSignIn) {
    this.door = door;
    this.canSignIn = canSignIn;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(LOCALE, locale(request));
    request.setAttribute(
        "theme", Cookies.read(request, THEME).filter(THEMES::contains).orElse("system"));
    request.setAttribute("account", new Account(request, door, canSignIn));
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      request.setAttribute("here", request.getRequestURI());
    }
    chain.doFilter(request, response);
  }

  /** Found once here, not by JSTL for each word of a page. */
  private static Locale locale(HttpServletRequest request) {
    return Cookies.read(request, LANGUAGE)
        .filter(LANGUAGES::contains)
        .map(Locale::forLanguageTag)
        .or(() -> wished(request))
        .orElse(Locale.ENGLISH);
  }

  /** Of who wishes nothing the container would tell the server's own language. */
  private static Optional<Locale> wished(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return Optional.empty();
    }
    return Collections.list(request.getLocales()).stream()
        .filter(locale -> LANGUAGES.contains(locale.getLanguage()))
        .findFirst();
  }
}
