package io.madang.request;

import io.madang.core.Door;
import io.madang.core.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
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
        request.getHeader("Origin"),
        request.getHeader("Host"),
        String.valueOf(request.getRemoteAddr()));
  }

  /** Whether somebody who was signed in has been here with the session. */
  public static boolean hasSignedIn(HttpSession session) {
    return session.getAttribute(SIGNED_IN) != null;
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
