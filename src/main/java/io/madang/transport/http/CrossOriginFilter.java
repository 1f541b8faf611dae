package io.madang.transport.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Lets pages of the sites on the list read the answers (Fetch standard, CORS protocol). */
public final class CrossOriginFilter extends HttpFilter {

  private final transient Set<String> origins;

  /** The sites in lower case: {@code https://example.org}. */
  public CrossOriginFilter(Set<String> origins) {
    this.origins = origins;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String origin = request.getHeader("Origin");
    if (origin == null || !origins.contains(origin.toLowerCase(Locale.ROOT))) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.addHeader("Vary", "Origin");
    response.setHeader("Access-Control-Expose-Headers", "ETag, Location, Retry-After");
    if (request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, If-None-Match, Last-Event-ID, Madang-Client");
      response.setHeader("Access-Control-Max-Age", "600");
      response.setStatus(204);
    } else {
      chain.doFilter(request, response);
    }
  }
}
