package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where reading starts, over a WebSocket. */
@ExtendWith(SharedServer.class)
class SubscribeIT {
  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");

  SubscribeIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void subscribedComesBeforeTheFirstMessage() {
    guest.publish(topic, "1", "one");
    try (RawWebSocket socket = open("")) {
      socket.next("welcome");
      socket.send(Frames.subscribeLast(topic, 1));
      JsonObject subscribed = socket.next();
      assertThat(subscribed.getString("type")).isEqualTo("subscribed");
      assertThat(subscribed.getString("topic")).isEqualTo(topic);
      JsonObject message = socket.next("message");
      assertThat(Cursor.of(message)).isEqualTo(Cursor.of(subscribed).plus(1));
    }
  }

  @Test
  void lastGivesTheNewestMessagesAndThenWhatComes() {
    Cursor third = publish(3);
    try (RawWebSocket socket = open("")) {
      socket.send(Frames.subscribeLast(topic, 2));
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third.plus(-1));
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third);
      Cursor fourth = guest.publish(topic, "4", "four");
      assertThat(fourth).isEqualTo(third.plus(1));
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(fourth);
    }
  }

  @Test
  void withoutACursorOnlyWhatComesIsTold() {
    Cursor second = publish(2);
    try (RawWebSocket socket = open("")) {
      JsonObject subscribed = socket.send(Frames.subscribe(topic)).next("subscribed");
      assertThat(Cursor.of(subscribed)).isEqualTo(second);
      Cursor third = guest.publish(topic, "3", "three");
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third);
    }
  }

  @Test
  void aCursorIsReadOnFrom() {
    Cursor fourth = publish(4);
    try (RawWebSocket socket = open("")) {
      JsonObject subscribed =
          socket.send(Frames.subscribe(topic, fourth.plus(-2))).next("subscribed");
      assertThat(subscribed.getBoolean("recovered")).isTrue();
      assertThat(Cursor.of(subscribed)).isEqualTo(fourth.plus(-2));
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(fourth.plus(-1));
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(fourth);
    }
  }

  @Test
  void aCursorWithAThirdPartIsReadOnFrom() {
    Cursor second = publish(2);
    String polled = guest.poll(topic, "").json().getJsonObject("cursors").getString(topic);
    Cursor third = guest.publish(topic, "3", "three");
    try (RawWebSocket socket = open("?topic=" + Urls.encode(topic + "@" + polled))) {
      assertThat(Cursor.parse(polled)).isEqualTo(second);
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third);
    }
  }

  @Test
  void topicsMayStandInTheUrlWithTheirCursors() {
    Cursor second = publish(2);
    try (RawWebSocket socket = open("?topic=" + Urls.encode(topic + "@" + second.plus(-1)))) {
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(second);
    }
  }

  @Test
  void lastInTheUrlGoesForTheTopicsWithoutACursor() {
    Cursor third = publish(3);
    try (RawWebSocket socket = open("?last=2&topic=" + Urls.encode(topic))) {
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third.plus(-1));
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third);
    }
  }

  @Test
  void aCursorOfAnotherEpochIsNotRecoveredAndAGapSaysWhereReadingGoesOn() {
    Cursor second = publish(2);
    Cursor lost = new Cursor(second.epoch() + "0", 1);
    try (RawWebSocket socket = open("")) {
      JsonObject subscribed = socket.send(Frames.subscribe(topic, lost)).next("subscribed");
      assertThat(subscribed.getBoolean("recovered")).isFalse();
      JsonObject gap = socket.next();
      assertThat(gap.getString("type")).isEqualTo("gap");
      assertThat(gap.getString("reason")).isEqualTo("epoch");
      assertThat(Cursor.of(gap).epoch()).isEqualTo(second.epoch());
      guest.publish(topic, "3", "three");
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(Cursor.of(gap).plus(1));
    }
  }

  @Test
  void messagesCarryWhatTheContractNames() {
    try (RawWebSocket socket = open("?name=" + Urls.encode("하나") + "&client=" + guest.client())) {
      String user = socket.next("welcome").getString("user");
      socket.send(Frames.subscribe(topic)).next("subscribed");
      socket.send(Frames.publish(topic, "id-1", "안녕"));
      JsonObject message = socket.next("message");
      assertThat(message)
          .containsKeys("type", "topic", "cursor", "id", "user", "name", "at", "body");
      assertThat(message.getString("topic")).isEqualTo(topic);
      assertThat(message.getString("id")).isEqualTo("id-1");
      assertThat(message.getString("user")).isEqualTo(user);
      assertThat(message.getString("name")).isEqualTo("하나");
      assertThat(message.getString("at"))
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
      assertThat(message.getJsonObject("body")).isEqualTo(Frames.text("안녕"));
    }
  }

  @Test
  void nothingIsToldOfATopicThatWasUnsubscribed() {
    String other = Urls.freshTopic("chat");
    try (RawWebSocket socket = open("")) {
      socket.send(Frames.subscribe(topic)).next("subscribed");
      socket.send(Frames.subscribe(other)).next("subscribed");
      socket.send("{\"type\":\"unsubscribe\",\"topic\":\"" + topic + "\"}");
      socket.send(Frames.ping()).next("pong");
      guest.publish(topic, "1", "for nobody");
      guest.publish(other, "2", "for us");
      assertThat(socket.next("message").getString("topic")).isEqualTo(other);
    }
  }

  @Test
  void theHundredAndFirstTopicIsRefusedNamingTheLimit() {
    try (RawWebSocket socket = open("")) {
      IntStream.rangeClosed(1, 100).forEach(i -> socket.send(Frames.subscribe(topic + "-" + i)));
      IntStream.rangeClosed(1, 100).forEach(i -> socket.next("subscribed"));
      socket.send(Frames.subscribe(topic + "-101"));
      assertThat(socket.next("error").getString("detail")).contains("100");
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
    }
  }

  private Cursor publish(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> guest.publish(topic, String.valueOf(i), "message " + i))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private RawWebSocket open(String query) {
    return RawWebSocket.open(server.uri(), query);
  }
}
