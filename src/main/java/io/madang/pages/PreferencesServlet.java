package io.madang.pages;

import io.madang.core.RefusedException;
import io.madang.request.Cookies;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** {@code POST /preferences}: keeps a language or a theme, and leads back to the page. */
public final class PreferencesServlet extends HttpServlet {

  private static final int MAX_BYTES = 8_192;

  private final transient Forms forms;

  public PreferencesServlet(Forms forms) {
    this.forms = forms;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      forms.check(request);
    } catch (RefusedException e) {
      response.sendError(e.refusal().code().status());
      return;
    }
    if (request.getContentLengthLong() > MAX_BYTES) {
      response.sendError(413);
      return;
    }
    try {
      keep(request, response);
    } catch (RefusedException e) {
      response.sendError(e.refusal().code().status());
    }
  }

  private static void keep(HttpServletRequest request, HttpServletResponse response) {
    keep(request, response, Preferences.LANGUAGE, "language", Preferences.LANGUAGES);
    keep(request, response, Preferences.THEME, "theme", Preferences.THEMES);
    response.setStatus(303);
    response.setHeader("Location", Forms.local(request));
  }

  private static void keep(
      HttpServletRequest request,
      HttpServletResponse response,
      String cookie,
      String field,
      Set<String> known) {
    String value = request.getParameter(field);
    if (value != null && known.contains(value)) {
      Cookies.write(request, response, "/", cookie, value);
    }
  }
}
