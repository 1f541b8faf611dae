package io.madang.login;

import io.madang.core.Printable;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.pages.Forms;
import io.madang.request.RetryAfter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code /login}: a form for name and password; {@code POST /logout} signs out. Both lead back to
 * where one came from.
 *
 * <p>A failure is told after the same time, in the same words, whatever was wrong.
 */
public final class LoginPages extends HttpServlet {

  private static final System.Logger LOG = System.getLogger(LoginPages.class.getName());
  private static final String PAGE = "/WEB-INF/pages/login.jsp";
  private static final String LOGOUT = "/logout";
  private static final int MAX_BYTES = 8_192;

  /** Longer than a realm takes to look a user up, and to hash a password. */
  private static final Duration FAILURE = Duration.ofMillis(700);

  private static final Duration LEAST_WAIT = Duration.ofMillis(100);

  private final transient LoginParts parts;

  public LoginPages(LoginParts parts) {
    this.parts = parts;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.getServletPath().equals(LOGOUT)) {
      lead(response, request.getContextPath() + "/");
      return;
    }
    describe(request, response);
    request.getRequestDispatcher(PAGE).forward(request, response);
  }

  private void describe(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Vary", "Accept-Language, Cookie");
    response.setHeader("Cache-Control", "no-store");
    String to = Forms.local(request);
    String self = request.getContextPath() + "/login";
    request.setAttribute("to", to.startsWith(self) ? request.getContextPath() + "/" : to);
    request.setAttribute("here", self + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    request.setAttribute("isOffered", parts.isOffered().getAsBoolean());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    long began = System.nanoTime();
    try {
      parts.forms().check(request);
      if (request.getContentLengthLong() > MAX_BYTES) {
        throw Refusal.tooLarge("the limit is a form of " + MAX_BYTES + " bytes").exception();
      }
      if (request.getServletPath().equals(LOGOUT)) {
        signOut(request);
      } else if (!parts.isOffered().getAsBoolean()) {
        throw Refusal.notFound("nobody can sign in here").exception();
      } else if (request.getUserPrincipal() == null && !signIn(request)) {
        fail(request, response, began);
        return;
      }
    } catch (RefusedException e) {
      refuse(request, response, e.refusal());
      return;
    }
    harden(request, response);
    lead(response, Forms.local(request));
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException, ServletException {
    if (refusal.retryAfter() == null) {
      response.sendError(refusal.code().status());
      return;
    }
    RetryAfter.tell(response, refusal);
    response.setStatus(refusal.code().status());
    request.setAttribute("problem", "login.wait");
    describe(request, response);
    request.getRequestDispatcher(PAGE).forward(request, response);
  }

  /** The session is there before, so that the container keeps the user in it; its id is not. */
  private boolean signIn(HttpServletRequest request) {
    HttpSession before = request.getSession(false);
    HttpSession session = request.getSession(true);
    if (!parts.logins().isKnown(request, text(request, "user"), text(request, "password"))) {
      if (before == null) {
        session.invalidate();
      }
      return false;
    }
    request.changeSessionId();
    session.setMaxInactiveInterval((int) parts.session().toSeconds());
    LOG.log(
        System.Logger.Level.INFO,
        "a login from {0} succeeded",
        Printable.of(request.getRemoteAddr()));
    return true;
  }

  private static String text(HttpServletRequest request, String field) {
    String text = request.getParameter(field);
    return text == null ? "" : text;
  }

  private static void signOut(HttpServletRequest request) throws ServletException {
    HttpSession session = request.getSession(false);
    request.logout();
    if (session != null) {
      session.invalidate();
    }
  }

  private void fail(HttpServletRequest request, HttpServletResponse response, long began) {
    response.setStatus(403);
    request.setAttribute("problem", "login.wrong");
    request.setAttribute("typedUser", text(request, "user"));
    describe(request, response);
    AsyncContext async = request.startAsync();
    long left = FAILURE.toNanos() - (System.nanoTime() - began);
    // not at once: Payara loses a dispatch while this has not returned
    long wait = Math.max(LEAST_WAIT.toNanos(), left);
    parts.clock().schedule(() -> async.dispatch(PAGE), wait, TimeUnit.NANOSECONDS);
  }

  /**
   * What containers leave out: Payara that other sites' forms go without the cookie, all of them,
   * behind a proxy, that the browser speaks TLS.
   */
  private static void harden(HttpServletRequest request, HttpServletResponse response) {
    boolean isFirst = true;
    for (String cookie : List.copyOf(response.getHeaders("Set-Cookie"))) {
      String hardened = with(cookie, "SameSite=Lax");
      if (request.isSecure()) {
        hardened = with(hardened, "Secure");
      }
      if (isFirst) {
        response.setHeader("Set-Cookie", hardened);
      } else {
        response.addHeader("Set-Cookie", hardened);
      }
      isFirst = false;
    }
  }

  private static String with(String cookie, String attribute) {
    String name = attribute.split("=", 2)[0];
    boolean hasIt = cookie.matches("(?i).*;\\s*" + name + "(=[^;]*)?\\s*(;.*)?");
    return hasIt ? cookie : cookie + "; " + attribute;
  }

  private static void lead(HttpServletResponse response, String to) {
    response.setStatus(303);
    response.setHeader("Location", to);
  }
}
