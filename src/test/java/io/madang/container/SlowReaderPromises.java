package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import org.junit.jupiter.api.Test;

/** A reader that takes nothing for a while. */
interface SlowReaderPromises extends Promises {

  /** Together more than the kernel holds for a client that stopped reading: about 10 MB. */
  int MESSAGES = 300;

  int CHARACTERS = 60_000;

  @Test
  default void aReaderThatStopsReadingBlocksNobodyAndMissesNothing() {
    String topic = Urls.freshTopic("chat");
    try (RawWebSocket slow = RawWebSocket.open(base(), "?topic=" + topic);
        RawWebSocket quick = RawWebSocket.open(base(), "?topic=" + topic);
        RawWebSocket program =
            RawWebSocket.open(base(), "", "Authorization: Bearer " + PUBLISH_KEY)) {
      slow.next("subscribed");
      Cursor start = Cursor.of(quick.next("subscribed"));
      for (int i = 1; i <= MESSAGES; i++) {
        program.send(Frames.publish(topic, "m" + i, "x".repeat(CHARACTERS)));
        assertThat(Cursor.of(quick.next("message"))).isEqualTo(start.plus(i));
        assertThat(program.next("ack").getString("id")).isEqualTo("m" + i);
      }
      for (int i = 1; i <= MESSAGES; i++) {
        assertThat(Cursor.of(slow.next("message"))).isEqualTo(start.plus(i));
      }
    }
  }
}
