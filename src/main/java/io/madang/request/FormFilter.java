package io.madang.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.core.Printable;
import io.madang.core.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads a form before its servlet is called: a container that is asked for a field lets a thread
 * wait for the client, and has few of them.
 *
 * <p>A form that is too large is a refusal, thrown by the first question for a field: its page can
 * say so. One that did not come, or for which there is no place, has an answer in plain text:
 * whoever sends forms by halves would otherwise have a page made for each.
 */
public final class FormFilter extends HttpFilter {

  private static final System.Logger LOG = System.getLogger(FormFilter.class.getName());

  private static final String FORM = "application/x-www-form-urlencoded";

  private final transient Body.Rules rules;

  public FormFilter(Body.Rules rules) {
    this.rules = rules;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST") || !isForm(request)) {
      chain.doFilter(request, response);
      return;
    }
    FormRequest form = new FormRequest(request);
    AsyncContext async = request.startAsync(form, response);
    async.setTimeout(0);
    try {
      Body.read(request, rules)
          .whenComplete(
              (text, fault) -> {
                KeepAlive.endWhereUnsafe(request, response);
                if (fault == null) {
                  form.read(text);
                  async.dispatch();
                } else {
                  refuse(form, async, Refusal.of(fault));
                }
              });
    } catch (RuntimeException e) {
      KeepAlive.endWhereUnsafe(request, response);
      refuse(form, async, Refusal.of(e));
    }
  }

  private static void refuse(FormRequest form, AsyncContext async, Refusal refusal) {
    if (refusal.code() == Refusal.Code.TOO_LARGE) {
      form.refuse(refusal);
      async.dispatch();
      return;
    }
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    RetryAfter.tell(response, refusal);
    response.setStatus(refusal.code().status());
    byte[] why = (refusal.detail() + "\n").getBytes(UTF_8);
    response.setContentType("text/plain;charset=UTF-8");
    response.setContentLength(why.length);
    try {
      response.getOutputStream().write(why);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client is gone: {0}", Printable.of(e));
    }
    async.complete();
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM);
  }
}
