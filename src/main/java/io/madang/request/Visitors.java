package io.madang.request;

import io.madang.core.Door;
import io.madang.core.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Visitors by their requests. */
public final class Visitors {

  private Visitors() {}

  /** Who sent the request, by the parameters and headers of the wire protocol. */
  public static Visitor of(HttpServletRequest request, Door door) {
    String client = request.getParameter("client");
    return of(
        request,
        door,
        request.getParameter("name"),
        client == null ? request.getHeader("Madang-Client") : client);
  }

  /** Who sent the request, with the name and the secret that a page knows of. */
  public static Visitor of(
      HttpServletRequest request, Door door, @Nullable String name, @Nullable String client) {
    HttpSession session = request.getSession(false);
    return new Visitor(
        name,
        client,
        new Visitor.Proof(
            request.getHeader("Authorization"),
            request.getParameter("ticket"),
            login(
                request.getUserPrincipal(),
                request::isUserInRole,
                session == null ? null : session.getId(),
                door),
            Cookies.read(request, Door.PASS_COOKIE).orElse(null)),
        request.getHeader("Origin"),
        request.getHeader("Host"),
        String.valueOf(request.getRemoteAddr()));
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
