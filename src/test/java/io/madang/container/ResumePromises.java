package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A reader who changes the transport. */
interface ResumePromises extends Promises {

  @Test
  default void aCursorOfAPollGoesOnAsServerSentEventsAndThenAsAWebSocket() throws Exception {
    String topic = Urls.freshTopic("chat");
    Api guest = guest();
    Cursor first = guest.publish(topic, "1", "one");
    Cursor second = guest.publish(topic, "2", "two");
    Cursor third = guest.publish(topic, "3", "three");

    JsonObject poll = guest.poll(topic + "@" + first.plus(-1), "").json();
    assertThat(poll.getJsonArray("events")).hasSize(3);
    assertThat(poll.getJsonObject("cursors").getString(topic)).startsWith(third.toString());

    try (EventStream stream = EventStream.sse(base(), "?topic=" + at(topic, first))) {
      assertThat(Cursor.of(stream.next("subscribed").frame())).isEqualTo(first);
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(second);
    }
    try (Guest socket = new Guest(base(), "?topic=" + at(topic, second))) {
      assertThat(socket.next("subscribed").getBoolean("recovered")).isTrue();
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(third);
      Cursor fourth = guest.publish(topic, "4", "four");
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(fourth);
    }
  }

  private static String at(String topic, Cursor cursor) {
    return Urls.encode(topic + "@" + cursor);
  }
}
