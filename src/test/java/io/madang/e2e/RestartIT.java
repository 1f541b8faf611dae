package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a server says when it goes, and what holds when it comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartIT {
  private static final int GONE = -1;
  private final MadangProcess server = MadangProcess.start();

  @AfterAll
  void end() {
    server.close();
  }

  @Test
  void whoIsConnectedIsToldByeAnd1001() {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.next("welcome");
      server.beginToTerminate();
      JsonObject bye = socket.next("bye");
      assertThat(bye.getString("reason")).isEqualTo("drain");
      assertThat(readiness()).isIn(503, GONE);
      assertThat(bye.getJsonNumber("retryAfter").doubleValue()).isNotNegative();
      assertThat(socket.nextClose().code()).isEqualTo(1001);
    }
    server.terminate();
    server.restart();
  }

  private int readiness() {
    try {
      return server.guest().get("/health/ready").status();
    } catch (UncheckedIOException e) {
      return GONE;
    }
  }

  @Test
  void cursorsUsersAndRepeatsHoldAcrossARestart() {
    String topic = "chat/restart";
    Api guest = server.guest();
    String user = userOf(guest);
    Cursor first = guest.publish(topic, "1", "one");
    Cursor second = guest.publish(topic, "2", "two");
    server.terminate();
    server.restart();
    assertThat(userOf(guest)).isEqualTo(user);
    assertThat(guest.get("/topics/chat/restart").json().getString("head"))
        .isEqualTo(second.toString());
    Api.Answer repeat = guest.post("/topics/chat/restart/messages", Frames.message("1", "one"));
    assertThat(repeat.status()).isEqualTo(200);
    assertThat(Cursor.of(repeat.json())).isEqualTo(first);
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      JsonObject subscribed = socket.send(Frames.subscribe(topic, first)).next("subscribed");
      assertThat(subscribed.getBoolean("recovered")).isTrue();
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(second);
      assertThat(guest.publish(topic, "3", "three")).isEqualTo(second.plus(1));
    }
  }

  @Test
  void aLogThatWasLostIsAnotherEpochAndToldAsAGap() {
    String topic = "chat/lost";
    Cursor old = server.guest().publish(topic, "1", "one");
    server.kill();
    server.wipe();
    server.restart();
    Cursor young = server.guest().publish(topic, "2", "two");
    assertThat(young.epoch()).isNotEqualTo(old.epoch());
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      JsonObject subscribed = socket.send(Frames.subscribe(topic, old)).next("subscribed");
      assertThat(subscribed.getBoolean("recovered")).isFalse();
      JsonObject gap = socket.next("gap");
      assertThat(gap.getString("reason")).isEqualTo("epoch");
      assertThat(Cursor.of(gap).epoch()).isEqualTo(young.epoch());
    }
  }

  private String userOf(Api guest) {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "?client=" + guest.client())) {
      return socket.next("welcome").getString("user");
    }
  }
}
