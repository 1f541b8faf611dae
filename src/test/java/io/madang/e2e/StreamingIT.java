package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Server-Sent Events and NDJSON: one answer that never ends. */
@ExtendWith(SharedServer.class)
@Timeout(30)
class StreamingIT {
  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");

  StreamingIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  /** The two ways to stream, with what they call themselves. */
  enum Way {
    SSE("text/event-stream"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    Way(String mediaType) {
      this.mediaType = mediaType;
    }
  }

  @Test
  void everyServerSentEventHasAnIdToComeBackWith() {
    Cursor first = guest.publish(topic, "1", "하나");
    String id;
    try (EventStream stream = open(Way.SSE, "?topic=" + topic)) {
      id = stream.next("welcome").id().orElseThrow();
      assertThat(stream.next("subscribed").id()).isPresent();
    }
    String query = "?topic=" + topic + "@" + first.plus(-1);
    try (EventStream stream = EventStream.sse(server.uri(), query, "Last-Event-ID", id)) {
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void subscribedComesFirstThenTheLastMessagesThenWhatComes(Way way) {
    Cursor first = guest.publish(topic, "1", "하나");
    try (EventStream stream = open(way, "?last=1&topic=" + topic)) {
      assertThat(stream.contentType()).startsWith(way.mediaType);
      JsonObject subscribed = stream.next("subscribed").frame();
      assertThat(Cursor.of(subscribed)).isEqualTo(first.plus(-1));
      JsonObject message = stream.next("message").frame();
      assertThat(Cursor.of(message)).isEqualTo(first);
      assertThat(message.getJsonObject("body").getString("text")).isEqualTo("하나");
      Cursor second = guest.publish(topic, "2", "둘");
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCursorIsReadOnFrom(Way way) {
    Cursor first = guest.publish(topic, "1", "one");
    Cursor second = guest.publish(topic, "2", "two");
    try (EventStream stream = open(way, "?topic=" + Urls.encode(topic + "@" + first))) {
      assertThat(stream.next("subscribed").frame().getBoolean("recovered")).isTrue();
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCursorOfAnotherEpochIsToldAsAGap(Way way) {
    Cursor first = guest.publish(topic, "1", "one");
    String lost = topic + "@" + first.epoch() + "0.1";
    try (EventStream stream = open(way, "?topic=" + Urls.encode(lost))) {
      assertThat(stream.next("subscribed").frame().getBoolean("recovered")).isFalse();
      JsonObject gap = stream.next().frame();
      assertThat(gap.getString("type")).isEqualTo("gap");
      assertThat(gap.getString("reason")).isEqualTo("epoch");
      assertThat(Cursor.of(gap).epoch()).isEqualTo(first.epoch());
    }
  }

  @Test
  void anEventIdSentBackIsReadOnFrom() {
    guest.publish(topic, "1", "one");
    Cursor second = guest.publish(topic, "2", "two");
    String id;
    try (EventStream stream = open(Way.SSE, "?last=2&topic=" + topic)) {
      id = stream.next("message").id().orElseThrow();
    }
    try (EventStream stream =
        EventStream.sse(server.uri(), "?topic=" + topic, "Last-Event-ID", id)) {
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(second);
    }
  }

  @Test
  void lastEventIdWinsOverTheCursor() {
    Cursor first = guest.publish(topic, "1", "one");
    guest.publish(topic, "2", "two");
    Cursor third = guest.publish(topic, "3", "three");
    String query = "?topic=" + Urls.encode(topic + "@" + first);
    String id;
    try (EventStream stream = open(Way.SSE, query)) {
      id = stream.next("message").id().orElseThrow();
    }
    try (EventStream stream = EventStream.sse(server.uri(), query, "Last-Event-ID", id)) {
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(third);
    }
  }

  @Test
  void oneEventIdHoldsThePlacesOfAllTopics() {
    String other = Urls.freshTopic("chat");
    guest.publish(topic, "1", "one");
    guest.publish(other, "1", "one");
    String query = "?last=1&topic=" + topic + "&topic=" + other;
    String id;
    try (EventStream stream = open(Way.SSE, query)) {
      stream.next("message");
      id = stream.next("message").id().orElseThrow();
    }
    Cursor second = guest.publish(other, "2", "two");
    try (EventStream stream = EventStream.sse(server.uri(), query, "Last-Event-ID", id)) {
      JsonObject message = stream.next("message").frame();
      assertThat(message.getString("topic")).isEqualTo(other);
      assertThat(Cursor.of(message)).isEqualTo(second);
    }
  }

  private EventStream open(Way way, String query) {
    BiFunction<java.net.URI, String, EventStream> opener =
        way == Way.SSE ? (base, rest) -> EventStream.sse(base, rest) : EventStream::ndjson;
    return opener.apply(server.uri(), query);
  }
}
