package io.madang.transport.http;

import io.madang.core.Site;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pages of the sites on the list read the answers (Fetch standard, CORS protocol); caches are
 * told that it depends on who asks.
 */
public final class CrossOriginFilter extends HttpFilter {

  private final transient Set<Site> origins;

  public CrossOriginFilter(Set<Site> origins) {
    this.origins = origins;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.addHeader("Vary", "Origin");
    Optional<Site> page = page(request).filter(origins::contains);
    if (page.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", page.get().toString());
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

  private static Optional<Site> page(HttpServletRequest request) {
    List<String> said = Collections.list(request.getHeaders("Origin"));
    return said.size() == 1 ? Site.parse(said.get(0)) : Optional.empty();
  }
}
