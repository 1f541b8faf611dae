package io.madang.chat;

import io.madang.pages.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who speaks by forms: a name and a secret, kept by the browser.
 *
 * @param name as it was typed; empty before the first message
 * @param client the secret that stands for the user
 */
record Guest(String name, String client) {

  private static final String NAME = "madang.name";
  private static final String CLIENT = "madang.guest";
  private static final String PATH = "/chat";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final int SECRET_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The guest of a request, a new one where the request knows none. */
  static Guest of(HttpServletRequest request) {
    Optional<String> client =
        Cookies.read(request, CLIENT).filter(text -> FORM.matcher(text).matches());
    return new Guest(Cookies.read(request, NAME).orElse(""), client.orElseGet(Guest::secret));
  }

  /** Random text that nobody can guess. */
  static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  Guest named(String other) {
    return new Guest(other, client);
  }

  void remember(HttpServletRequest request, HttpServletResponse response) {
    Cookies.write(request, response, PATH, NAME, name);
    Cookies.write(request, response, PATH, CLIENT, client);
  }

  @Override
  public String toString() {
    return "a guest";
  }
}
