package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Answers that never end. */
interface StreamPromises extends Promises {

  @Test
  default void serverSentEventsTellWhatComesAndGoOnAfterTheLastEventId() {
    String topic = Urls.freshTopic("chat/마당");
    Api guest = guest();
    String query = "?topic=" + Urls.encode(topic);
    String id;
    try (EventStream stream = EventStream.sse(base(), query)) {
      assertThat(stream.contentType()).startsWith("text/event-stream");
      stream.next("subscribed");
      Cursor first = guest.publish(topic, "1", "하나");
      EventStream.Event heard = stream.next("message");
      assertThat(Cursor.of(heard.frame())).isEqualTo(first);
      assertThat(heard.frame().getJsonObject("body")).isEqualTo(Frames.text("하나"));
      id = heard.id().orElseThrow();
    }
    Cursor second = guest.publish(topic, "2", "둘");
    try (EventStream stream = EventStream.sse(base(), query, "Last-Event-ID", id)) {
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(second);
    }
  }

  @Test
  default void plainHttpTellsOneFrameALine() {
    String topic = Urls.freshTopic("chat");
    guest().publish(topic, "1", "하나");
    try (EventStream stream = EventStream.ndjson(base(), "?last=1&topic=" + topic)) {
      assertThat(stream.contentType()).startsWith("application/x-ndjson");
      JsonObject before = stream.next("message").frame();
      assertThat(before.getJsonObject("body")).isEqualTo(Frames.text("하나"));
      Cursor second = guest().publish(topic, "2", "둘");
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(second);
    }
  }
}
