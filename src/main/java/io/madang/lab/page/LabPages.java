package io.madang.lab.page;

import io.madang.core.Printable;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.lab.Target;
import io.madang.request.RetryAfter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code /lab}: the page; a POST begins a measurement. {@code /lab/handshake} is how the page's own
 * connection began, {@code POST /lab/close} ends the one whose frames are shown.
 */
public final class LabPages extends HttpServlet {

  private static final System.Logger LOG = System.getLogger(LabPages.class.getName());
  private static final int MAX_BYTES = 8_192;
  private static final String REASON = "closed by a button of the page";

  private final transient LabParts parts;

  public LabPages(LabParts parts) {
    this.parts = parts;
  }

  /** What a refusal says, as everywhere in this house (RFC 9457). */
  public record Problem(String type, String title, int status, String detail, String code) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = request.getPathInfo();
    if (path == null) {
      page(request, response);
    } else if (path.equals("/handshake")) {
      answer(response, () -> handshake(request));
    } else {
      response.sendError(404);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (path == null) {
      answer(response, () -> start(request, response));
    } else if (path.equals("/close")) {
      answer(response, () -> close(request, response));
    } else {
      response.sendError(404);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void answer(HttpServletResponse response, Work work) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      work.run();
    } catch (RefusedException e) {
      refuse(response, e.refusal());
    }
  }

  private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
    RetryAfter.tell(response, refusal);
    int status = refusal.code().status();
    String code = refusal.code().wire();
    Problem problem =
        new Problem("about:blank", code.replace('_', ' '), status, refusal.detail(), code);
    write(response, status, "application/problem+json", parts.json().write(problem));
  }

  private static void write(HttpServletResponse response, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private void page(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Vary", "Accept-Language, Cookie");
    request.setAttribute("topic", parts.bench().topic().name());
    request.setAttribute("limits", parts.limits());
    request.setAttribute("self", self(request).getAuthority());
    request.getRequestDispatcher("/WEB-INF/pages/lab.jsp").forward(request, response);
  }

  private void start(HttpServletRequest request, HttpServletResponse response) throws IOException {
    parts.forms().check(request);
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw Refusal.tooLarge("the limit is a form of " + MAX_BYTES + " bytes").exception();
    }
    LabLimits.Order order = parts.limits().order(request);
    Target target = target(request);
    parts.starts().take(String.valueOf(request.getRemoteAddr()));
    long run = parts.bench().start(target, order);
    Map<String, Object> started = Map.of("run", run, "topic", parts.bench().topic().name());
    write(response, 202, "application/json", parts.json().write(started));
  }

  private Target target(HttpServletRequest request) {
    try {
      return Target.of(self(request));
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING, "the lab cannot reach this server: {0}", Printable.of(e));
      throw Refusal.badRequest("madang.lab.url: " + e.getMessage()).exception();
    }
  }

  /** Never what a client says: the port that its connection came to, or what is set. */
  private URI self(HttpServletRequest request) {
    return parts
        .limits()
        .url()
        .orElseGet(
            () ->
                URI.create(
                    "http://127.0.0.1:" + request.getLocalPort() + request.getContextPath() + "/"));
  }

  private void close(HttpServletRequest request, HttpServletResponse response) {
    parts.forms().check(request);
    if (!parts.bench().closeWatched(REASON)) {
      throw Refusal.notFound("no connection is shown").exception();
    }
    response.setStatus(204);
  }

  /** Of the page that knows its own secret; it may have to wait until the upgrade is done. */
  private void handshake(HttpServletRequest request) {
    String page = request.getHeader("Madang-Client");
    var seen =
        parts
            .handshakes()
            .of(page == null ? "" : page)
            .orElseThrow(() -> Refusal.notFound("no upgrade of this page").exception());
    AsyncContext async = request.startAsync();
    seen.thenAccept(found -> tell(async, found.toString()));
  }

  private static void tell(AsyncContext async, String json) {
    try {
      write((HttpServletResponse) async.getResponse(), 200, "application/json", json);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "an answer could not be given: {0}", Printable.of(e));
    } finally {
      async.complete();
    }
  }
}
