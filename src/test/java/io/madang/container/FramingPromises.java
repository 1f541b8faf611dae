package io.madang.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the container does with a client's frames before Madang sees them. */
interface FramingPromises extends Promises {

  /** The default of {@code madang.limits.frame-bytes}. */
  int LIMIT = 65_536;

  @Test
  default void aMessageMayComeInFragmentsCutInsideACharacter() {
    byte[] bytes = Frames.publish(Urls.freshTopic("chat"), "1", "안녕하세요").getBytes(UTF_8);
    int cut = 0;
    while (bytes[cut] >= 0) {
      cut++;
    }
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.frame(false, RawWebSocket.TEXT, Arrays.copyOfRange(bytes, 0, 5));
      socket.frame(false, RawWebSocket.CONTINUATION, Arrays.copyOfRange(bytes, 5, cut + 1));
      socket.frame(
          true, RawWebSocket.CONTINUATION, Arrays.copyOfRange(bytes, cut + 1, bytes.length));
      assertThat(socket.next("ack").getString("id")).isEqualTo("1");
    }
  }

  @Test
  default void aMessageAsLargeAsTheLimitIsTaken() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      assertThat(socket.send(pingOf(LIMIT)).next("pong")).isNotNull();
    }
  }

  @Test
  default void aLargerMessageIsClosedWith1009NamingTheLimit() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      assertNamesTheLimit(socket.send(pingOf(LIMIT + 1)).nextClose());
    }
  }

  @Test
  default void aLargerMessageInFragmentsIsClosedWith1009BeforeItEnds() {
    byte[] part = " ".repeat(LIMIT / 4).getBytes(UTF_8);
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.frame(false, RawWebSocket.TEXT, part);
      for (int i = 0; i < 4; i++) {
        socket.frame(false, RawWebSocket.CONTINUATION, part);
      }
      assertNamesTheLimit(socket.nextClose());
    }
  }

  @Test
  default void aBinaryMessageIsClosedWith1003() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.frame(true, RawWebSocket.BINARY, new byte[] {1, 2, 3});
      assertThat(socket.nextClose().code()).isEqualTo(1003);
    }
  }

  @Test
  default void textThatIsNotUtf8IsClosedWith1007() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.frame(true, RawWebSocket.TEXT, new byte[] {'{', '"', (byte) 0xc3, '(', '"'});
      assertThat(socket.nextClose().code()).isEqualTo(1007);
    }
  }

  private static String pingOf(int bytes) {
    String empty = "{\"type\":\"ping\",\"pad\":\"\"}";
    return empty.replace("\"\"", "\"" + "x".repeat(bytes - empty.length()) + "\"");
  }

  private static void assertNamesTheLimit(RawWebSocket.Closed closed) {
    assertThat(closed.code()).isEqualTo(1009);
    assertThat(closed.reason()).contains(Integer.toString(LIMIT));
  }
}
