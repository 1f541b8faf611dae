package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells browsers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersIT {

  private static final String PROTO = "X-Forwarded-Proto";
  private static final String FRAMES = "https://shop.example http://second.example:8080";
  private static final Pattern NONCE = Pattern.compile("script-src 'nonce-([A-Za-z0-9_-]{22})';");

  private final MadangProcess server =
      MadangProcess.start(
          "madang.proxies=127.0.0.1",
          "madang.frame-ancestors=" + FRAMES.replace(' ', ','),
          "madang.hsts=30d");

  @AfterAll
  void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/chat/lobby", "/market", "/lab", "/server", "/no-such-page", "/chat/%20"})
  void aPagesScriptsBearTheNonceOfThisOneAnswer(String path) {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Api.Answer page = server.guest().get(path);
      String policy = page.header("Content-Security-Policy");
      Matcher nonce = NONCE.matcher(policy);
      assertThat(nonce.find()).as(policy).isTrue();
      nonces.add(nonce.group(1));
      assertThat(page.body().split("<script ", -1)).hasSizeGreaterThan(1);
      assertThat(page.body().split("<script ", -1).length)
          .isEqualTo(page.body().split(" nonce=\"" + nonce.group(1) + "\"", -1).length);
      assertThat(page.body()).doesNotContain("<style", " style=", "javascript:");
      assertThat(policy)
          .contains("default-src 'none'", "trusted-types 'none'", "base-uri 'none'")
          .contains("require-trusted-types-for 'script'", "frame-ancestors " + FRAMES)
          .doesNotContain("unsafe", "*");
      assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(page.header("Permissions-Policy")).contains("camera=()");
      assertThat(page.header("Cache-Control")).contains("no-");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    assertThat(nonces).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "/events?topic=chat/a, no-store",
    "/events?topic=inbox/me, no-store",
    "/events, no-store",
    "/topics/chat/a, no-store",
    "/topics/chat/a/messages, no-store",
    "/topics/chat/a/state, no-store",
    "/topics/chat/a/access, no-store",
    "/topics/nowhere, no-store",
    "/tickets, no-store",
    "/attachments?topic=chat/a, no-store",
    "/attachments/nothing/here, no-store",
    "/health/live, no-store",
    "/metrics, no-store",
    "/static/site/main.js, no-cache",
    "/client/madang.js, no-cache",
    "/static/madang.svg, no-cache"
  })
  void whatIsNoPageMayDoNothingAndSaysSoShortly(String path, String cache) {
    Api.Answer answer = server.guest().get(path);
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.header("Cache-Control")).contains(cache);
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("Referrer-Policy")).isEmpty();
  }

  @Test
  void personalAnswersAreKeptNowhere() {
    Api guest = server.guest();
    assertThat(guest.post("/tickets", "{}").header("Cache-Control")).isEqualTo("no-store");
    assertThat(guest.put("/topics/chat/kept/access", "{}").status()).isEqualTo(204);
    assertThat(guest.post("/topics/chat/b/messages", Frames.message("1", "x")))
        .extracting(it -> it.header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/events?topic=chat/a", "/static/site/main.js", "/no-such-page"})
  void whoCameByTlsComesByNothingElse(String path) {
    Api guest = server.guest();
    assertThat(guest.get(path, PROTO, "https").header("Strict-Transport-Security"))
        .isEqualTo("max-age=2592000");
    assertThat(guest.get(path).header("Strict-Transport-Security")).isEmpty();
    assertThat(guest.get(path, PROTO, "https, http").header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void cookiesThatCameByTlsGoBackByTlsOnly() {
    assertThat(server.guest().get("/", PROTO, "https").header("Set-Cookie"))
        .contains("Secure", "HttpOnly", "SameSite=Lax");
    assertThat(server.guest().get("/").header("Set-Cookie")).doesNotContain("Secure");
  }
}
