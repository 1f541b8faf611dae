package io.madang.boot.users;

import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.authentication.LoginAuthenticator;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in by {@code HttpServletRequest.login} is known as long as the session holds, if there
 * was one; else for that request. The server itself asks nobody for a password.
 *
 * <p>Threads: any.
 */
public final class SessionLogin extends LoginAuthenticator {

  private static final String KNOWN = SessionAuthentication.AUTHENTICATED_ATTRIBUTE;

  @Override
  public String getAuthenticationType() {
    return "LOGIN";
  }

  @Override
  public @Nullable UserIdentity login(
      String name, Object password, Request request, Response response) {
    UserIdentity user = super.login(name, password, request, response);
    Session session = request.getSession(false);
    if (user != null && session != null) {
      // The password is not needed any more.
      session.setAttribute(KNOWN, new SessionAuthentication(getAuthenticationType(), user, ""));
    }
    return user;
  }

  @Override
  public void logout(Request request, Response response) {
    super.logout(request, response);
    Session session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(KNOWN);
    }
  }

  /** A session ends whose user the realm does not know any more. */
  @Override
  public @Nullable AuthenticationState validateRequest(
      Request request, Response response, Callback callback) {
    Session session = request.getSession(false);
    if (session == null || !(session.getAttribute(KNOWN) instanceof SessionAuthentication known)) {
      return null;
    }
    if (getLoginService().validate(known.getUserIdentity())) {
      return known;
    }
    session.invalidate();
    return null;
  }
}
