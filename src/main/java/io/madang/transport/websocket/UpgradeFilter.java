package io.madang.transport.websocket;

import io.madang.core.Door;
import io.madang.core.RefusedException;
import io.madang.core.Visitor;
import io.madang.request.Visitors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Looks at a request for an upgrade before the container takes it: pages of other sites get 403,
 * everybody 503 while the server goes away, who connects too often 429, and the client's address
 * and scheme are kept for the endpoint, to which the API does not tell them.
 */
public final class UpgradeFilter extends HttpFilter {

  private final transient Door door;

  public UpgradeFilter(Door door) {
    this.door = door;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      chain.doFilter(request, response);
      return;
    }
    try {
      door.checkOpen();
      Visitor visitor = Visitors.of(request, door);
      door.checkOrigin(visitor);
      door.checkConnect(visitor);
    } catch (RefusedException e) {
      String seconds = e.refusal().retryAfterSeconds();
      if (seconds != null) {
        response.setHeader("Retry-After", seconds);
      }
      response.sendError(e.refusal().code().status());
      return;
    }
    String address = String.valueOf(request.getRemoteAddr());
    UpgradeRequest upgrade = new UpgradeRequest(request);
    EventsConfigurator.setArrival(
        new Handshake.Arrival(address, request.getScheme(), upgrade::letGo));
    try {
      chain.doFilter(upgrade, response);
    } finally {
      EventsConfigurator.clearArrival();
    }
  }
}
