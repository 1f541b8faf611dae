package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Login;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** People whom the container's realm knows, as {@code server-config} sets it up. */
interface LoginPromises extends Promises {

  String PASSWORD = "a password of the tests";
  String DECISIONS = "/topics/madang.access/log";

  @Test
  default void theFormSignsInAUserOfTheRealmWithItsRoles() {
    Login kim = Login.of(guest(), "kim", PASSWORD);
    Login lee = Login.of(guest(), "lee", PASSWORD);
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket socket = RawWebSocket.open(base(), query, "Cookie: " + kim.cookie());
        EventStream stream = EventStream.sse(base(), query, "Cookie", lee.cookie())) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
      assertThat(stream.next("welcome").frame().getString("user")).isEqualTo("lee");
    }
    assertThat(guest().get(DECISIONS, "Cookie", kim.cookie()).status()).isEqualTo(200);
    assertThat(guest().get(DECISIONS, "Cookie", lee.cookie()).status()).isEqualTo(403);
    assertThat(guest().get("/", "Cookie", kim.cookie()).body())
        .contains("Signed in as kim")
        .doesNotContain("???");
  }

  @Test
  default void aWrongPasswordIsToldInTheWordsForAnUnknownUser() {
    Api.Answer wrong = Login.tried(guest(), "kim", "wrong");
    Api.Answer unknown = Login.tried(guest(), "nobody", "wrong");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(unknown.status()).isEqualTo(403);
    assertThat(Login.words(unknown).replace("nobody", "kim")).isEqualTo(Login.words(wrong));
  }

  @Test
  default void theCookieIsAnotherOneAfterTheLoginAndOutOfReach() {
    Api.Answer first = Login.tried(guest(), "kim", PASSWORD);
    String planted = Login.session(first);
    Login.posted(guest(), "/logout", "", "Cookie", planted);
    Api.Answer second = Login.tried(guest(), "kim", PASSWORD, "Cookie", planted);
    assertThat(Login.session(second)).isNotEqualTo(planted);
    assertThat(second.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  default void signingOutClosesWhatTheSessionOpened() {
    Login kim = Login.of(guest(), "kim", PASSWORD);
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket socket = RawWebSocket.open(base(), query, "Cookie: " + kim.cookie());
        EventStream stream = EventStream.sse(base(), query, "Cookie", kim.cookie())) {
      socket.next("subscribed");
      stream.next("subscribed");
      assertThat(kim.out().status()).isEqualTo(303);
      assertThat(socket.nextClose().code()).isEqualTo(1008);
      assertThat(stream.next("error").frame().getString("code")).isEqualTo("unauthorized");
    }
    assertThat(guest().get(DECISIONS, "Cookie", kim.cookie()).status()).isEqualTo(403);
  }

  @Test
  default void aProgramSendsNameAndPasswordEachTime() {
    String right = basic("kim", PASSWORD);
    assertThat(guest().get(DECISIONS, "Authorization", right).status()).isEqualTo(200);
    String query = "?topic=" + Urls.freshTopic("chat");
    try (RawWebSocket socket = RawWebSocket.open(base(), query, "Authorization: " + right)) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
    }
    assertThat(guest().get(DECISIONS, "Authorization", basic("lee", PASSWORD)).status())
        .isEqualTo(403);
    assertThat(guest().get(DECISIONS, "Authorization", basic("kim", "wrong")).status())
        .isEqualTo(401);
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
