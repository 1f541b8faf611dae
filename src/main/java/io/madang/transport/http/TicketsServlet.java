package io.madang.transport.http;

import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Visitor;
import io.madang.identity.Tickets;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code POST /tickets}: gives whoever proves who it is a ticket, with which it can come in once by
 * {@code ?ticket=}, where no header can be sent.
 */
public final class TicketsServlet extends HttpServlet {

  private final transient HttpParts parts;

  public TicketsServlet(HttpParts parts) {
    this.parts = parts;
  }

  /** The answer; {@code expiresIn} in seconds. */
  public record Issued(String ticket, long expiresIn) {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncRequest open = AsyncRequest.begin(request);
    Answer answer = new Answer(open, parts);
    if (!request.getMethod().equals("POST")) {
      Methods.refuse(answer, "POST");
      return;
    }
    try {
      Visitor visitor = Visitors.of(request, parts.door());
      parts.door().checkOrigin(visitor);
      Speaker speaker = parts.door().identify(visitor);
      if (visitor.proof().ticket() != null || !speaker.isLasting()) {
        throw Refusal.unauthorized("expected a token, a login or a pass").exception();
      }
      answer.object(200, new Issued(parts.tickets().issue(speaker), Tickets.HOLDS.toSeconds()));
    } catch (RuntimeException e) {
      answer.fail(e);
    }
  }
}
