package io.madang.lab.page;

import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks on while the lab's pages upgrade their connections; it changes nothing. */
public final class HandshakeFilter extends HttpFilter {

  /** The secrets of the lab's pages. */
  private static final Pattern PAGE = Pattern.compile("lab-page-[A-Za-z0-9_-]{7,55}");

  private final transient Handshakes handshakes;

  public HandshakeFilter(LabParts parts) {
    this.handshakes = parts.handshakes();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String page = page(request);
    if (page == null) {
      chain.doFilter(request, response);
      return;
    }
    CompletableFuture<JsonObject> seen = handshakes.begin(page);
    HandshakeNotes notes = HandshakeNotes.of(request);
    try {
      chain.doFilter(request, response);
    } finally {
      seen.complete(notes.with(response));
    }
  }

  /** The secret of a page of the lab that asks for an upgrade; null for all others. */
  private static @Nullable String page(HttpServletRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return null;
    }
    String client = request.getParameter("client");
    return client != null && PAGE.matcher(client).matches() ? client : null;
  }
}
