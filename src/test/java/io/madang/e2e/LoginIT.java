package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Login;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People sign in and out, with a file of users. */
@Timeout(120)
class LoginIT {
  private static final String KIM = "a password of Kim's";
  private static final long ANSWER_TO_A_FAILURE = 690;
  private static final String FAILURES = "madang.login.failures-per-minute=";

  private static MadangProcess server;

  @BeforeAll
  static void start() {
    server = MadangProcess.start(FAILURES + "1000", "madang.proxies=127.0.0.1");
    assertThat(server.guest().get("/").body()).doesNotContain("/login");
    assertThat(server.guest().get("/login").body()).contains("Nobody signs in here");
    assertThat(Login.tried(server.guest(), "kim", KIM).status()).isEqualTo(404);
    add(server, "kim", KIM, "moderator");
    add(server, "민아", "비밀번호 여덟자");
  }

  private static void add(MadangProcess server, String name, String password, String... roles) {
    List<String> words = new ArrayList<>();
    Path file = server.data().resolve("users");
    words.addAll(List.of("user", "--file", file.toString(), "create", name));
    words.addAll(List.of(roles));
    MadangProcess.Ended ended = MadangProcess.runWith(password, words.toArray(String[]::new));
    assertThat(ended.status()).as(ended.output()).isZero();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Login kim() {
    return Login.of(server.guest(), "kim", KIM);
  }

  @Test
  void whoSignsInIsThatUserWithItsRolesOnEveryTransport() {
    Login kim = kim();
    Api api = server.guest();
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), query, "Cookie: " + kim.cookie());
        EventStream stream = EventStream.sse(server.uri(), query, "Cookie", kim.cookie())) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
      assertThat(stream.next("welcome").frame().getString("user")).isEqualTo("kim");
    }
    assertThat(api.get("/", "Cookie", kim.cookie()).body()).contains("Signed in as kim", "/logout");
    assertThat(api.get("/").body()).containsIgnoringCase("/login?to=%2F").doesNotContain("/logout");
    String log = "/topics/madang.access/log";
    assertThat(api.get(log, "Cookie", kim.cookie()).status()).isEqualTo(200);
    Login mina = Login.of(server.guest(), "민아", "비밀번호 여덟자");
    assertThat(api.get(log, "Cookie", mina.cookie()).status()).isEqualTo(403);
  }

  @Test
  void signingOutClosesAllThatWasOpenedAndTheCookieIsNothingAnyMore() {
    Login kim = kim();
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), query, "Cookie: " + kim.cookie());
        EventStream stream = EventStream.sse(server.uri(), query, "Cookie", kim.cookie())) {
      socket.next("subscribed");
      stream.next("subscribed");
      CompletableFuture<Api.Answer> poll =
          server.guest().getLater("/events" + query + "&wait=30", "Cookie", kim.cookie());
      await().until(() -> server.guest().get("/metrics").body().contains("madang_connections 3.0"));
      long began = System.nanoTime();
      assertThat(kim.out().header("Location")).isEqualTo("/");
      assertThat(socket.nextClose().code()).isEqualTo(1008);
      assertThat(stream.next("error").frame().getString("code")).isEqualTo("unauthorized");
      assertThat(poll.join().body()).contains("unauthorized");
      assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(1_500);
    }
    assertThat(server.guest().get("/", "Cookie", kim.cookie()).body()).doesNotContain("/logout");
  }

  @Test
  void anotherSessionOfTheSameUserGoesOn() {
    Login one = kim();
    Login other = kim();
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket stays = RawWebSocket.open(server.uri(), query, "Cookie: " + other.cookie());
        RawWebSocket goes = RawWebSocket.open(server.uri(), query, "Cookie: " + one.cookie())) {
      stays.next("subscribed");
      goes.next("subscribed");
      one.out();
      assertThat(goes.nextClose().code()).isEqualTo(1008);
      stays.send("{\"type\":\"ping\"}");
      stays.next("pong");
    }
  }

  @Test
  void theCookieIsOutOfReachAndAnotherOneAfterTheLogin() {
    Api.Answer first = Login.tried(server.guest(), "kim", KIM);
    String planted = Login.session(first);
    Api.Answer again = Login.tried(server.guest(), "kim", "wrong", "Cookie", planted);
    assertThat(again.status()).isEqualTo(303); // it is signed in
    Login.posted(server.guest(), "/logout", "", "Cookie", planted);
    Api.Answer second = Login.tried(server.guest(), "kim", KIM, "Cookie", planted);
    assertThat(Login.session(second)).isNotEqualTo(planted);
    assertThat(first.headers().allValues("Set-Cookie"))
        .allSatisfy(
            cookie ->
                assertThat(cookie).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure"));
    assertThat(first.header("Location")).isEqualTo("/chat/lobby");
  }

  @Test
  void behindAProxyThatSpeaksTlsItsCookieGoesByTlsOnly() {
    Api.Answer login = Login.tried(server.guest(), "kim", KIM, "X-Forwarded-Proto", "https");
    assertThat(login.status()).isEqualTo(303);
    assertThat(login.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(
            cookie -> assertThat(cookie).containsOnlyOnce("; Secure").contains("SameSite=Lax"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//elsewhere.example",
        "https://elsewhere.example/",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y"
      })
  void aLoginLeadsNowhereElse(String to) {
    String fields = "user=kim&password=" + Urls.encode(KIM) + "&to=" + Urls.encode(to);
    Api.Answer answer = Login.posted(server.guest(), "/login", fields);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
    String page = server.guest().get("/login?to=" + Urls.encode(to)).body();
    assertThat(page).contains("name=\"to\" value=\"/\"");
  }

  @Test
  void aPageOfAnotherSiteSignsNobodyInOrOut() {
    String evil = "https://elsewhere.example";
    assertThat(Login.tried(server.guest(), "kim", KIM, "Origin", evil).status()).isEqualTo(403);
    assertThat(Login.tried(server.guest(), "kim", KIM, "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
    Login kim = kim();
    Login.posted(server.guest(), "/logout", "", "Cookie", kim.cookie(), "Origin", evil);
    assertThat(server.guest().get("/", "Cookie", kim.cookie()).body()).contains("/logout");
  }

  @Test
  void whetherAUserExistsIsToldByNeitherWordsNorTime() {
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean isKnown = i % 2 == 0;
      long began = System.nanoTime();
      Api.Answer answer = Login.tried(server.guest(), isKnown ? "kim" : "nobody", "wrong");
      (isKnown ? known : unknown).add((System.nanoTime() - began) / 1_000_000);
      assertThat(answer.status()).isEqualTo(403);
      bodies.add(Login.words(answer).replace("nobody", "kim"));
    }
    System.out.println("LoginIT: wrong password " + known + " ms, no such user " + unknown + " ms");
    assertThat(bodies).allSatisfy(body -> assertThat(body).isEqualTo(bodies.get(0)));
    // That a name that is not there costs as much work is the hash's own test.
    assertThat(known).allSatisfy(ms -> assertThat(ms).isGreaterThan(ANSWER_TO_A_FAILURE));
    assertThat(unknown).allSatisfy(ms -> assertThat(ms).isGreaterThan(ANSWER_TO_A_FAILURE));
  }

  @Test
  void aNameAndAPasswordDoForAProgramThatSendsThemEachTime() {
    String right = basic("kim", KIM);
    String query = "?topic=" + Urls.freshTopic("chat");
    Api api = server.guest();
    assertThat(api.get("/topics/madang.access/log", "Authorization", right).status())
        .isEqualTo(200);
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), query, "Authorization: " + right)) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
    }
    Api.Answer wrong = api.get("/events" + query, "Authorization", basic("kim", "wrong"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(wrong.body())
        .isEqualTo(api.get("/events" + query, "Authorization", basic("nobody", "wrong")).body());
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Test
  void timeEndsASessionWithItsConnectionsAndWhoFailsTooOftenIsNotTried() throws IOException {
    try (MadangProcess strict = MadangProcess.start("madang.login.session=2s", FAILURES + "2")) {
      Files.copy(server.data().resolve("users"), strict.data().resolve("users"));
      Login kim = Login.of(strict.guest(), "kim", KIM);
      try (RawWebSocket socket =
          RawWebSocket.open(strict.uri(), "?topic=chat/brief", "Cookie: " + kim.cookie())) {
        socket.next("subscribed");
        assertThat(socket.nextClose().code()).isEqualTo(1008);
      }
      int failures = 0;
      while (Login.tried(strict.guest(), "kim", "wrong").status() == 403) {
        failures++;
        assertThat(failures)
            .isLessThan(10); // on a slow machine a minute's share comes back meanwhile
      }
      assertThat(failures).isGreaterThanOrEqualTo(2);
      Api.Answer refused = Login.tried(strict.guest(), "kim", KIM);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(refused.body()).contains("Too many attempts");
      String topic = "/topics/chat/x";
      assertThat(strict.guest().get(topic, "Authorization", basic("kim", KIM)).status())
          .isEqualTo(429);
      assertThat(strict.guest().get(topic).status()).isEqualTo(200);
    }
  }

  @Test
  void aUserWhoIsRemovedIsSignedOut() {
    add(server, "leaver", "a password of theirs");
    Login leaver = Login.of(server.guest(), "leaver", "a password of theirs");
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket socket =
        RawWebSocket.open(server.uri(), query, "Cookie: " + leaver.cookie())) {
      socket.next("subscribed");
      String file = server.data().resolve("users").toString();
      assertThat(MadangProcess.run("user", "--file", file, "remove", "leaver").status()).isZero();
      assertThat(MadangProcess.run("user", "--file", file, "list").output())
          .contains("kim moderator")
          .doesNotContain("leaver");
      await("the file is looked at again")
          .untilAsserted(
              () ->
                  assertThat(server.guest().get("/", "Cookie", leaver.cookie()).body())
                      .doesNotContain("/logout"));
      assertThat(socket.nextClose().code()).isEqualTo(1008);
    }
  }
}
