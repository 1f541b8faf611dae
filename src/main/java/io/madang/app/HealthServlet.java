package io.madang.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /health/live} and {@code /health/ready}, for a load balancer. */
final class HealthServlet extends HttpServlet {

  private final transient Madang madang;

  HealthServlet(Madang madang) {
    this.madang = madang;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    switch (path) {
      case "/live" -> answer(response, true);
      case "/ready" -> answer(response, madang.isReady());
      default -> response.sendError(404);
    }
  }

  private static void answer(HttpServletResponse response, boolean isWell) throws IOException {
    response.setStatus(isWell ? 200 : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(isWell ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
  }
}
