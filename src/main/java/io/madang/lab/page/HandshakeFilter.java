package io.madang.lab.page;

import io.madang.core.Door;
import io.madang.core.RefusedException;
import io.madang.request.Visitors;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks on while the lab's pages upgrade their connections; it changes nothing. */
public final class HandshakeFilter extends HttpFilter {

  /** So begin the secrets of the lab's pages. */
  private static final String PAGE = "lab-page-";

  private final transient Door door;
  private final transient Handshakes handshakes;

  public HandshakeFilter(LabParts parts) {
    this.door = parts.door();
    this.handshakes = parts.handshakes();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String user = user(request);
    if (user == null) {
      chain.doFilter(request, response);
      return;
    }
    CompletableFuture<JsonObject> seen = handshakes.begin(user);
    HandshakeNotes notes = HandshakeNotes.of(request);
    try {
      chain.doFilter(request, response);
    } finally {
      seen.complete(notes.with(response));
    }
  }

  /** Who asks for an upgrade from a page of the lab; null for all others. */
  private @Nullable String user(HttpServletRequest request) {
    String client = request.getParameter("client");
    boolean isOurs =
        "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
            && client != null
            && client.startsWith(PAGE);
    try {
      return isOurs
          ? door.identify(Visitors.of(request, door, null, client)).person().user()
          : null;
    } catch (RefusedException e) {
      return null; // the endpoint will tell
    }
  }
}
