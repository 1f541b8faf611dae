package io.madang.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a text message, and what ends the connection. */
@ExtendWith(SharedServer.class)
class FramingIT {
  private static final int LIMIT = 65_536;

  private final MadangProcess server;

  FramingIT(MadangProcess server) {
    this.server = server;
  }

  @Test
  void severalFramesInOneMessageAreAllRead() {
    String topic = Urls.freshTopic("chat");
    try (RawWebSocket socket = open()) {
      socket.send(
          Frames.publish(topic, "1", "one") + "\n" + Frames.publish(topic, "2", "two") + "\n");
      assertThat(List.of(socket.next("ack"), socket.next("ack")))
          .extracting(ack -> ack.getString("id"))
          .containsExactlyInAnyOrder("1", "2");
    }
  }

  @Test
  void aBadFrameAmongSeveralDoesNotHideTheOthers() {
    String topic = Urls.freshTopic("chat");
    try (RawWebSocket socket = open()) {
      socket.send("{\"type\":\"nonsense\"}\n" + Frames.publish(topic, "1", "one"));
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
      assertThat(socket.next("ack").getString("id")).isEqualTo("1");
    }
  }

  @Test
  void aMessageMayComeInFragmentsCutInsideACharacter() {
    String topic = Urls.freshTopic("chat");
    byte[] bytes = Frames.publish(topic, "1", "안녕하세요").getBytes(UTF_8);
    int middle = indexOfKorean(bytes) + 1;
    try (RawWebSocket socket = open()) {
      socket.send(Frames.subscribe(topic)).next("subscribed");
      socket.frame(false, RawWebSocket.TEXT, Arrays.copyOfRange(bytes, 0, 5));
      socket.frame(false, RawWebSocket.CONTINUATION, Arrays.copyOfRange(bytes, 5, middle));
      socket.frame(
          true, RawWebSocket.CONTINUATION, Arrays.copyOfRange(bytes, middle, bytes.length));
      assertThat(socket.next("message").getJsonObject("body")).isEqualTo(Frames.text("안녕하세요"));
    }
  }

  @Test
  void unknownFieldsAreIgnored() {
    try (RawWebSocket socket = open()) {
      socket.send("{\"type\":\"ping\",\"colour\":\"blue\",\"deep\":{\"er\":[1,2]}}");
      assertThat(socket.next("pong")).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"nonsense\"}",
        "{\"topic\":\"chat/lobby\"}",
        "{\"type\":7}",
        "{}",
        "[]",
        "\"ping\"",
        "{\"type\":\"ping\"",
        "not json",
        "{\"type\":\"subscribe\"}",
        "{\"type\":\"subscribe\",\"topic\":17}",
        "{\"type\":\"publish\",\"topic\":\"chat/lobby\",\"body\":{\"text\":\"no id\"}}",
        "{\"type\":\"publish\",\"topic\":\"chat/lobby\",\"id\":\"no-body\"}",
        "{\"type\":\"publish\",\"topic\":\"chat/lobby\",\"id\":\"\",\"body\":{\"text\":\"x\"}}",
        "{\"type\":\"publish\",\"topic\":\"chat/lobby\",\"id\":\"no-object\",\"body\":[1]}"
      })
  void whatIsNotAFrameIsABadRequestAndTheConnectionStaysOpen(String text) {
    try (RawWebSocket socket = open()) {
      socket.send(text);
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
    }
  }

  @Test
  void anIdHasAtMost64Characters() {
    String topic = Urls.freshTopic("chat");
    try (RawWebSocket socket = open()) {
      socket.send(Frames.publish(topic, "i".repeat(64), "fits"));
      assertThat(socket.next("ack").getString("id")).isEqualTo("i".repeat(64));
      socket.send(Frames.publish(topic, "i".repeat(65), "does not"));
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
    }
  }

  @Test
  void jsonThatIsDeeperThan32IsABadRequest() {
    try (RawWebSocket socket = open()) {
      socket.send("{\"type\":\"ping\",\"deep\":" + nested(40) + "}");
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
      socket.send("{\"type\":\"ping\",\"deep\":" + nested(28) + "}");
      assertThat(socket.next("pong")).isNotNull();
    }
  }

  @Test
  void jsonThatIsAsDeepAsTheFrameIsLongIsABadRequest() {
    try (RawWebSocket socket = open()) {
      socket.send("{\"type\":\"ping\",\"deep\":" + "[".repeat(60_000));
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
    }
  }

  @Test
  void aMessageOf64KiBIsTaken() {
    try (RawWebSocket socket = open()) {
      assertThat(socket.send(pingOf(LIMIT)).next("pong")).isNotNull();
    }
  }

  @Test
  void aLongerMessageIsClosedWith1009NamingTheLimit() {
    try (RawWebSocket socket = open()) {
      assertNamesTheLimit(socket.send(pingOf(LIMIT + 1)).nextClose());
    }
  }

  @Test
  void aLongerMessageInFragmentsIsClosedWith1009WhileItArrives() {
    byte[] part = " ".repeat(16_384).getBytes(UTF_8);
    try (RawWebSocket socket = open()) {
      socket.frame(false, RawWebSocket.TEXT, part);
      for (int i = 0; i < 4; i++) {
        socket.frame(false, RawWebSocket.CONTINUATION, part);
      }
      assertNamesTheLimit(socket.nextClose());
    }
  }

  @Test
  void aBinaryMessageIsClosedWith1003() {
    try (RawWebSocket socket = open()) {
      socket.frame(true, RawWebSocket.BINARY, new byte[] {1, 2, 3});
      assertThat(socket.nextClose().code()).isEqualTo(1003);
    }
  }

  @Test
  void textThatIsNotUtf8IsClosedWith1007() {
    try (RawWebSocket socket = open()) {
      socket.frame(true, RawWebSocket.TEXT, new byte[] {'{', '"', (byte) 0xc3, '(', '"'});
      assertThat(socket.nextClose().code()).isEqualTo(1007);
    }
  }

  private static void assertNamesTheLimit(RawWebSocket.Closed closed) {
    assertThat(closed.code()).isEqualTo(1009);
    assertThat(closed.reason()).containsPattern("65[,.]?536|64 ?Ki?B");
  }

  private static String pingOf(int bytes) {
    JsonObject empty = Frames.object("{\"type\":\"ping\",\"pad\":\"\"}");
    int padding = bytes - empty.toString().length();
    return "{\"type\":\"ping\",\"pad\":\"" + "x".repeat(padding) + "\"}";
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static int indexOfKorean(byte[] bytes) {
    int index = 0;
    while (bytes[index] >= 0) {
      index++;
    }
    return index;
  }

  private RawWebSocket open() {
    return RawWebSocket.open(server.uri(), "?client=" + Urls.freshClient());
  }
}
