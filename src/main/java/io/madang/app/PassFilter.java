package io.madang.app;

import io.madang.core.Door;
import io.madang.identity.GuestPasses;
import io.madang.request.Cookies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Gives a browser that looks at a page a guest's pass, and an old one a new one in its place. */
final class PassFilter extends HttpFilter {

  private static final Set<String> METHODS = Set.of("GET", "POST");

  private final transient GuestPasses passes;

  PassFilter(GuestPasses passes) {
    this.passes = passes;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (METHODS.contains(request.getMethod()) && request.getUserPrincipal() == null) {
      passes
          .renewed(Cookies.read(request, Door.PASS_COOKIE))
          .ifPresent(
              pass -> {
                request.setAttribute(Door.PASS_COOKIE, pass);
                Cookies.write(request, response, "/", Door.PASS_COOKIE, pass);
                response.setHeader("Cache-Control", "no-store");
              });
    }
    chain.doFilter(request, response);
  }
}
