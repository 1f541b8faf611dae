package io.madang.request;

import io.madang.core.Door;
import io.madang.core.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Visitors by their requests. */
public final class Visitors {

  private Visitors() {}

  /** In a session: somebody has signed in with it. */
  private static final String SIGNED_IN = "io.madang.signed-in";

  /** Who sent the request, by the parameters and headers of the wire protocol. */
  public static Visitor of(HttpServletRequest request, Door door) {
    Query query = new Query(request.getQueryString());
    return of(
        request,
        door,
        query.first("name").orElse(null),
        query.first("client").orElse(request.getHeader("Madang-Client")));
  }

  /** Who sent the request, with the name and the secret that a page knows of. */
  public static Visitor of(
      HttpServletRequest request, Door door, @Nullable String name, @Nullable String client) {
    HttpSession session = request.getSession(false);
    if (session != null && request.getUserPrincipal() != null && !hasSignedIn(session)) {
      session.setAttribute(SIGNED_IN, true);
    }
    return new Visitor(
        name,
        client,
        new Visitor.Proof(
            request.getHeader("Authorization"),
            new Query(request.getQueryString()).first("ticket").orElse(null),
            login(
                request.getUserPrincipal(),
                request::isUserInRole,
                session == null ? null : session.getId(),
                door),
            pass(request).orElse(null)),
        sent(request),
        String.valueOf(request.getRemoteAddr()));
  }

  /** Whether somebody who was signed in has been here with the session. */
  public static boolean hasSignedIn(HttpSession session) {
    return session.getAttribute(SIGNED_IN) != null;
  }

  /** Whoever follows a link comes as one who typed it. */
  private static Visitor.Sent sent(HttpServletRequest request) {
    List<String> origins = Collections.list(request.getHeaders("Origin"));
    boolean isLink =
        request.getMethod().equals("GET") && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    return new Visitor.Sent(
        origins.isEmpty() ? null : String.join(",", origins),
        isLink ? null : request.getHeader("Sec-Fetch-Site"),
        request.getScheme(),
        host(request));
  }

  /** HTTP/2 may do without the header; then the container knows it from elsewhere. */
  private static String host(HttpServletRequest request) {
    List<String> hosts = Collections.list(request.getHeaders("Host"));
    return hosts.isEmpty()
        ? request.getServerName() + ":" + request.getServerPort()
        : String.join(",", hosts);
  }

  /** The guest's pass: one that this request is about to be given goes before the browser's. */
  public static Optional<String> pass(HttpServletRequest request) {
    return request.getAttribute(Door.PASS_COOKIE) instanceof String fresh
        ? Optional.of(fresh)
        : Cookies.read(request, Door.PASS_COOKIE);
  }

  /** Whom the container knows, if it knows somebody. */
  public static Visitor.@Nullable Login login(
      @Nullable Principal user, Predicate<String> isInRole, @Nullable String session, Door door) {
    if (user == null || user.getName() == null) {
      return null;
    }
    return new Visitor.Login(
        user.getName(),
        door.roles().stream().filter(isInRole).collect(Collectors.toUnmodifiableSet()),
        session);
  }
}
