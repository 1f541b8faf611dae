package io.madang.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Publishing: the ack, the repeat, the rate. */
@ExtendWith(SharedServer.class)
class PublishIT {
  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");
  private final String messages = Urls.topic(topic) + "/messages";

  PublishIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void anAckNamesTheCursorOfTheMessage() {
    try (RawWebSocket socket = open(guest.client())) {
      JsonObject ack = socket.send(Frames.publish(topic, "1", "one")).next("ack");
      assertThat(ack.getString("topic")).isEqualTo(topic);
      assertThat(ack.getString("id")).isEqualTo("1");
      assertThat(Cursor.of(ack).offset()).isEqualTo(1);
      JsonObject kept = guest.get(messages).json().getJsonArray("messages").getJsonObject(0);
      assertThat(Cursor.of(kept)).isEqualTo(Cursor.of(ack));
    }
  }

  @Test
  void aRepeatOverWebSocketIsAckedWithTheFirstCursor() {
    try (RawWebSocket socket = open(guest.client())) {
      JsonObject first = socket.send(Frames.publish(topic, "1", "one")).next("ack");
      socket.send(Frames.publish(topic, "2", "two")).next("ack");
      assertThat(socket.send(Frames.publish(topic, "1", "one")).next("ack")).isEqualTo(first);
    }
    assertThat(guest.get(messages).json().getJsonArray("messages")).hasSize(2);
  }

  @Test
  void postIsAnswered201WithTheAckAndItsRepeat200WithTheSame() {
    Api.Answer first = guest.post(messages, Frames.message("1", "one"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().getString("type")).isEqualTo("ack");
    assertThat(first.json().getString("topic")).isEqualTo(topic);
    assertThat(first.json().getString("id")).isEqualTo("1");
    Api.Answer again = guest.post(messages, Frames.message("1", "one"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(Cursor.of(again.json())).isEqualTo(Cursor.of(first.json()));
  }

  @Test
  void aRepeatIsKnownAcrossTransports() {
    Cursor first = guest.publish(topic, "1", "one");
    try (RawWebSocket socket = open(guest.client())) {
      JsonObject again = socket.send(Frames.publish(topic, "1", "one")).next("ack");
      assertThat(Cursor.of(again)).isEqualTo(first);
    }
  }

  @Test
  void aClientMaySayWhoItIsInAHeader() {
    guest.publish(topic, "1", "one");
    Api.Answer again =
        new Api(server.uri(), "")
            .post(messages, Frames.message("1", "one"), "Madang-Client", guest.client());
    assertThat(again.status()).isEqualTo(200);
  }

  @Test
  void theSameIdOfAnotherUserIsAnotherMessage() {
    Cursor first = guest.publish(topic, "1", "one");
    assertThat(server.guest().publish(topic, "1", "one too")).isEqualTo(first.plus(1));
  }

  @Test
  void theSameIdInAnotherTopicIsAnotherMessage() {
    guest.publish(topic, "1", "one");
    assertThat(guest.publish(Urls.freshTopic("chat"), "1", "one").offset()).isEqualTo(1);
  }

  @Test
  void messagesThatArriveTogetherGetOffsetsWithoutAHole() {
    List<CompletableFuture<Api.Answer>> answers =
        IntStream.rangeClosed(1, 20)
            .mapToObj(i -> server.guest().postLater(messages, Frames.message("" + i, "x")))
            .toList();
    assertThat(
            answers.stream()
                .map(CompletableFuture::join)
                .map(answer -> Cursor.of(answer.json()).offset())
                .collect(toSet()))
        .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).collect(toSet()));
  }

  @Test
  void whoPublishesTooFastIsToldWhenToComeBack() {
    try (RawWebSocket socket = open(guest.client())) {
      IntStream.range(0, 120).forEach(i -> socket.send(Frames.publish(topic, "m" + i, "x")));
      JsonObject error = socket.next("error");
      assertThat(error.getString("code")).isEqualTo("rate_limited");
      assertThat(error.getString("topic")).isEqualTo(topic);
      assertThat(error.getString("id")).startsWith("m");
      assertThat(error.getJsonNumber("retryAfter").doubleValue()).isPositive();
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
    }
  }

  @Test
  void aBurstOf40IsTaken() {
    try (RawWebSocket socket = open(guest.client())) {
      IntStream.range(0, 40).forEach(i -> socket.send(Frames.publish(topic, "m" + i, "x")));
      List<String> answers =
          IntStream.range(0, 40)
              .mapToObj(i -> socket.next(PublishIT::isAnswer).getString("type"))
              .toList();
      assertThat(answers).containsOnly("ack");
    }
  }

  @Test
  void overHttpItIs429WithRetryAfter() {
    List<CompletableFuture<Api.Answer>> answers =
        IntStream.range(0, 120)
            .mapToObj(i -> guest.postLater(messages, Frames.message("m" + i, "x")))
            .toList();
    Api.Answer refused =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.status() == 429)
            .findFirst()
            .orElseThrow();
    assertThat(refused.json().getString("code")).isEqualTo("rate_limited");
    assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
  }

  private static boolean isAnswer(JsonObject frame) {
    return Frames.is(frame, "ack") || Frames.is(frame, "error");
  }

  private RawWebSocket open(String client) {
    return RawWebSocket.open(server.uri(), "?client=" + client);
  }
}
