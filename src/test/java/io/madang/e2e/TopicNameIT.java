package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar of topic names, rule by rule. */
@ExtendWith(SharedServer.class)
class TopicNameIT {
  private static final String KOREAN_64 = "가".repeat(64);

  private final MadangProcess server;

  TopicNameIT(MadangProcess server) {
    this.server = server;
  }

  static Stream<String> good() {
    return Stream.of(
        "chat/a",
        "chat/a.b_c-d~e",
        "chat/한국어",
        "chat/été",
        "chat/1",
        "chat/a/b/c",
        "chat/" + "a".repeat(64),
        "chat/" + KOREAN_64);
  }

  static Stream<String> bad() {
    return Stream.of(
        "",
        "/",
        "/chat",
        "chat/",
        "chat//a",
        "chat/a/",
        "chat/a/b/c/d",
        "chat/" + "a".repeat(65),
        "chat/" + KOREAN_64 + "/가",
        "chat/a b",
        "chat/a\tb",
        "chat/a\u0000b",
        "chat/a@b",
        "chat/a*",
        "chat/a:b",
        "chat/a%20b",
        "chat/a\\b",
        "chat/😀",
        "chat/\u1112\u1161\u11ab",
        "chat/e\u0301");
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodNameCanBeSubscribed(String topic) {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.send(Frames.subscribe(topic));
      assertThat(socket.next("subscribed").getString("topic")).isEqualTo(topic);
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodNameCanStandInAUrl(String topic) {
    Api.Answer answer = server.guest().poll(topic, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("cursors")).containsOnlyKeys(topic);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadNameIsABadRequest(String topic) {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.send(Frames.subscribe(topic));
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
      JsonObject pong = socket.send(Frames.ping()).next("pong");
      assertThat(pong).isNotNull();
    }
  }

  @Test
  void aBadNameInAUrlIsABadRequest() {
    Api.Answer answer = server.guest().poll("chat//a", "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  @Test
  void aNamespaceThatNobodyServesIsNotFound() {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.send(Frames.subscribe("nowhere/a"));
      assertThat(socket.next("error").getString("code")).isEqualTo("not_found");
    }
    Api.Answer answer = server.guest().get("/topics/nowhere/a");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("code")).isEqualTo("not_found");
  }

  @Test
  void aTopicWithAKoreanNameCanBeWrittenAndReadOverHttp() {
    Api guest = server.guest();
    String topic = "chat/마당-" + guest.client().substring(7, 23);
    guest.publish(topic, "1", "안녕");
    JsonObject message =
        guest.poll(topic, "&last=1").json().getJsonArray("events").stream()
            .map(event -> event.asJsonObject())
            .filter(event -> Frames.is(event, "message"))
            .findFirst()
            .orElseThrow();
    assertThat(message.getString("topic")).isEqualTo(topic);
    assertThat(message.getJsonObject("body")).isEqualTo(Frames.text("안녕"));
  }
}
