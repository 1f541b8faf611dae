package io.madang.e2e.kit;

import java.util.List;

/** Somebody who signs in and out by the form, as a browser would. Immutable. */
public final class Login {
  private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

  private final Api api;
  private final String cookie;

  private Login(Api api, String cookie) {
    this.api = api;
    this.cookie = cookie;
  }

  /** What the server says to a name and a password; headers as name, value. */
  public static Api.Answer tried(Api api, String user, String password, String... headers) {
    return posted(api, "/login", fields(user, password), headers);
  }

  private static String fields(String user, String password) {
    return "to="
        + Urls.encode("/chat/lobby")
        + "&user="
        + Urls.encode(user)
        + "&password="
        + Urls.encode(password);
  }

  /** Posts a form. */
  public static Api.Answer posted(Api api, String path, String fields, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = FORM[0];
    all[headers.length + 1] = FORM[1];
    return api.send("POST", path, fields, all);
  }

  /** Signs in, which must succeed. */
  public static Login of(Api api, String user, String password) {
    Api.Answer answer = tried(api, user, password);
    if (answer.status() != 303) {
      throw new AssertionError("the login was answered " + answer);
    }
    return new Login(api, session(answer));
  }

  /** The session's cookie as it was set last, without its attributes. */
  public static String session(Api.Answer answer) {
    List<String> all = answer.headers().allValues("Set-Cookie");
    return all.stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID="))
        .reduce((first, last) -> last)
        .map(cookie -> cookie.split(";", 2)[0])
        .orElseThrow(() -> new AssertionError("no session in " + all));
  }

  /** What a browser would send from now on. */
  public String cookie() {
    return cookie;
  }

  /** A ticket for whom this is. */
  public String ticket() {
    return api.post("/tickets", "{}", "Cookie", cookie).json().getString("ticket");
  }

  /** Signs out. */
  public Api.Answer out() {
    return posted(api, "/logout", "", "Cookie", cookie);
  }

  /** A page without what is another one each time. */
  public static String words(Api.Answer page) {
    return page.body().replaceAll("nonce=\"[^\"]*\"", "");
  }
}
