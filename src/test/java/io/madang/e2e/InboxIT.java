package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code inbox/<user>}: anyone may send to it, only its owner reads it. */
@ExtendWith(SharedServer.class)
class InboxIT {
  private final MadangProcess server;
  private final Api owner;
  private final Api stranger;
  private final RawWebSocket socket;
  private final String inbox;

  InboxIT(MadangProcess server) {
    this.server = server;
    this.owner = server.guest();
    this.stranger = server.guest();
    this.socket = RawWebSocket.open(server.uri(), "?client=" + owner.client());
    this.inbox = "inbox/" + socket.next("welcome").getString("user");
  }

  @AfterEach
  void hangUp() {
    socket.close();
  }

  @Test
  void theOwnerReadsWhatAnyoneSends() {
    socket.send(Frames.subscribe(inbox)).next("subscribed");
    stranger.publish(inbox, "1", "for you");
    assertThat(socket.next("message").getJsonObject("body")).isEqualTo(Frames.text("for you"));
  }

  @Test
  void anyoneMaySendOverAWebSocket() {
    try (RawWebSocket other = RawWebSocket.open(server.uri(), "")) {
      assertThat(other.send(Frames.publish(inbox, "1", "for you")).next("ack")).isNotNull();
    }
  }

  @Test
  void othersMayNotSubscribe() {
    try (RawWebSocket other = RawWebSocket.open(server.uri(), "")) {
      assertThat(other.send(Frames.subscribe(inbox)).next("error").getString("code"))
          .isEqualTo("forbidden");
    }
  }

  @Test
  void othersMayNotPoll() {
    assertForbidden(stranger.poll(inbox, ""));
  }

  @Test
  void othersMayNotReadItsHistory() {
    stranger.publish(inbox, "1", "for you");
    assertForbidden(stranger.get(Urls.topic(inbox) + "/messages"));
    assertThat(owner.get(Urls.topic(inbox) + "/messages").json().getJsonArray("messages"))
        .hasSize(1);
  }

  private static void assertForbidden(Api.Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().getString("code")).isEqualTo("forbidden");
  }
}
