package io.madang.app;

import io.madang.transport.http.AttachmentsServlet;
import io.madang.transport.http.EventsServlet;
import io.madang.transport.http.TicketsServlet;
import io.madang.transport.http.TopicsServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says on every answer what browsers may do with it.
 *
 * <p>Pages: no script but those that bear this answer's nonce, no text that becomes a script, no
 * frame on another site, no copy for others, and none at all of what somebody who signed in sees.
 * Everything else is no page and may do nothing, in few bytes: a poll has them each time. Scripts
 * and styles may be kept, but not used before asking, so that a page never meets older ones.
 *
 * <p>TRACE, with which an answer repeats what was asked, and what nobody knows are nobody's
 * methods.
 */
final class PageHeaders extends HttpFilter {

  /** Under this name pages find their nonce. */
  private static final String NONCE = "nonce";

  private static final int NONCE_BYTES = 16;

  private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  /** What answers methods by itself, and tells with a problem which ones it has. */
  private static final Set<String> RESOURCES = Set.of("events", "topics", "tickets", "attachments");

  /** What servlets answer by themselves, be it with 405. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

  private static final Set<String> SERVLETS =
      Stream.of(
              EventsServlet.class,
              TopicsServlet.class,
              TicketsServlet.class,
              AttachmentsServlet.class)
          .map(Class::getSimpleName)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> FILES = Set.of("client", "static");
  private static final Set<String> OPERATORS = Set.of("health", "metrics");

  private final transient SecureRandom random = new SecureRandom();
  private final String policy;
  private final String onlyTls;

  PageHeaders(Settings.Browsers browsers) {
    String frames =
        browsers.frameAncestors().isEmpty()
            ? "'none'"
            : browsers.frameAncestors().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    this.policy =
        "default-src 'none'; script-src 'nonce-%s'; style-src 'self'; img-src 'self' blob:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "
            + frames;
    this.onlyTls = browsers.hsts().isZero() ? "" : "max-age=" + browsers.hsts().toSeconds();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String part = part(request);
    boolean isError = request.getDispatcherType() == DispatcherType.ERROR;
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.isSecure() && !onlyTls.isEmpty()) {
      response.setHeader("Strict-Transport-Security", onlyTls);
    }
    if (FILES.contains(part) && !isError) {
      response.setHeader("Content-Security-Policy", NO_PAGE);
      response.setHeader("Cache-Control", "no-cache");
    } else if ((RESOURCES.contains(part) || OPERATORS.contains(part)) && !isError) {
      response.setHeader("Content-Security-Policy", NO_PAGE);
      response.setHeader("Cache-Control", "no-store");
    } else {
      page(request, response);
    }
    if (!METHODS.contains(request.getMethod()) && !isError && !answersItself(request)) {
      response.setHeader("Allow", "GET, HEAD");
      response.sendError(405);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Whether what answers here is for people, and not for programs, which want problems. */
  static boolean isPage(HttpServletRequest request) {
    return !RESOURCES.contains(part(request));
  }

  /** Its servlet, by name: {@code /events/} is none of {@link EventsServlet}'s. */
  private static boolean answersItself(HttpServletRequest request) {
    return SERVLETS.contains(String.valueOf(request.getHttpServletMapping().getServletName()));
  }

  /** The first segment of the path: which part of the application it is. */
  private static String part(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String[] segments = path.split("/", 3);
    return segments.length > 1 ? segments[1] : "";
  }

  private void page(HttpServletRequest request, HttpServletResponse response) {
    if (!(request.getAttribute(NONCE) instanceof String)) {
      request.setAttribute(NONCE, nonce());
    }
    response.setHeader("Content-Security-Policy", policy.formatted(request.getAttribute(NONCE)));
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Permissions-Policy", PERMISSIONS);
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (request.isSecure()) { // elsewhere browsers complain of it
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
    boolean isPersonal = request.getUserPrincipal() != null;
    response.setHeader("Cache-Control", isPersonal ? "no-store" : "private, no-cache");
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
