package io.madang.request;

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
 * <p>Why a form could not be read is thrown by the first question for a field, as a refusal.
 */
public final class FormFilter extends HttpFilter {

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
                if (fault == null) {
                  form.read(text);
                } else {
                  form.refuse(Refusal.of(fault));
                }
                KeepAlive.endWhereUnsafe(request, response);
                async.dispatch();
              });
    } catch (RuntimeException e) {
      form.refuse(Refusal.of(e));
      async.dispatch();
    }
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM);
  }
}
