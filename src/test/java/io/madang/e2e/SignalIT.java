package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events that are told and not kept. */
@ExtendWith(SharedServer.class)
@Timeout(30)
class SignalIT {
  private static final String TYPING = "{\"typing\":true}";

  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");

  SignalIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void aSignalIsToldToTheOthersWithWhoGaveIt() {
    try (RawWebSocket hears = RawWebSocket.open(server.uri(), "");
        RawWebSocket speaks = RawWebSocket.open(server.uri(), "?name=Ara")) {
      String user = speaks.next("welcome").getString("user");
      hears.send(Frames.subscribe(topic)).next("subscribed");
      speaks.send(signal());
      JsonObject signal = hears.next("signal");
      assertThat(signal.getString("topic")).isEqualTo(topic);
      assertThat(signal.getString("user")).isEqualTo(user);
      assertThat(signal.getString("name")).isEqualTo("Ara");
      assertThat(signal.getJsonObject("body")).isEqualTo(Frames.object(TYPING));
    }
  }

  @Test
  void aSignalMayComeByPostAndReachAStream() {
    try (EventStream stream = EventStream.sse(server.uri(), "?topic=" + topic)) {
      stream.next("subscribed");
      Api.Answer answer = guest.post(Urls.topic(topic) + "/signals", "{\"body\":" + TYPING + "}");
      assertThat(answer.status()).isEqualTo(202);
      assertThat(stream.next("signal").frame().getJsonObject("body"))
          .isEqualTo(Frames.object(TYPING));
    }
  }

  @Test
  void aSignalIsNotKept() {
    guest.post(Urls.topic(topic) + "/signals", "{\"body\":" + TYPING + "}");
    assertThat(guest.publish(topic, "1", "one").offset()).isEqualTo(1);
    assertThat(guest.get(Urls.topic(topic) + "/messages").json().getJsonArray("messages"))
        .hasSize(1);
  }

  private String signal() {
    return Frames.build()
        .add("type", "signal")
        .add("topic", topic)
        .add("body", Frames.object(TYPING))
        .build()
        .toString();
  }
}
