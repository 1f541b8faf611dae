package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.KeptAlive;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.ManyReaders;
import io.madang.e2e.kit.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a server goes: not ready first, then closed, its clients told when to come back. */
@Tag("alone")
class DrainIT {
  private static final Duration GONE = Duration.ofSeconds(15);
  private static final int CLIENTS = 400;
  private final MadangProcess server =
      MadangProcess.start(
          "madang.limits.connections-per-address=1000", "madang.drain.notice=500ms");

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void itIsNotReadyFirstThenRefusesConnectionsAndItsClientsComeBackOneAfterTheOther() {
    List<RawWebSocket> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(RawWebSocket.open(server.uri(), "?topic=chat/drain"));
    }
    long start = System.nanoTime();
    server.beginToTerminate();
    awaitNotReady();
    try (RawWebSocket late = RawWebSocket.open(server.uri(), "")) {
      late.next("welcome"); // who sends it clients had no time to notice yet
      assertThat(late.next("bye").getString("reason")).isEqualTo("drain");
    }
    awaitRefused();
    List<Double> seconds = new ArrayList<>();
    for (RawWebSocket client : clients) {
      seconds.add(client.next("bye").getJsonNumber("retryAfter").doubleValue());
      assertThat(client.nextClose().code()).isEqualTo(1001);
      client.close();
    }
    assertThat(server.terminate()).isIn(0, 143);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GONE);
    assertThat(seconds).allMatch(s -> s >= 0 && s <= 0.5);
    for (int tenth = 0; tenth < 5; tenth++) {
      double from = tenth / 10.0;
      assertThat(seconds.stream().filter(s -> s > from && s <= from + 0.1).count())
          .as("come back in the tenth of a second after %s", from)
          .isBetween(CLIENTS / 10L, CLIENTS * 3 / 10L);
    }
  }

  private void awaitNotReady() {
    await("not ready")
        .pollInterval(Duration.ofMillis(5))
        .until(() -> server.guest().get("/health/ready").status() == 503);
  }

  private void awaitRefused() {
    await("connections are refused")
        .atMost(GONE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              try {
                RawWebSocket.open(server.uri(), "").close();
                return false;
              } catch (UncheckedIOException e) {
                return true;
              }
            });
  }

  /** One client that takes nothing holds the drain up for its three seconds. */
  @Test
  void whoIsConnectedAlreadyIsRefusedNewSubscriptionsAndMayStillPublish() throws IOException {
    Api guest = server.guest();
    try (ManyReaders stopped = new ManyReaders(server.uri(), "chat/stopped", 1);
        RawWebSocket follower = RawWebSocket.open(server.uri(), "");
        KeptAlive line = new KeptAlive(server.uri());
        KeptAlive other = new KeptAlive(server.uri())) {
      stopped.stop(1);
      for (int i = 0; i < 40; i++) {
        guest.publish("chat/stopped", "big-" + i, "x".repeat(60_000));
      }
      assertThat(line.get("/health/ready").status()).isEqualTo(200);
      assertThat(other.get("/health/live").status()).isEqualTo(200);
      server.beginToTerminate();
      follower.next("bye");
      KeptAlive.Answer upgrade =
          other.get(
              "/events",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
      assertThat(upgrade.status()).isEqualTo(503);
      assertThat(upgrade.header("Retry-After")).isEqualTo("1");
      KeptAlive.Answer poll = line.get("/events?topic=chat/stopped");
      assertThat(poll.status()).isEqualTo(503);
      assertThat(poll.header("Retry-After")).isEqualTo("1");
      assertThat(poll.body()).contains("\"unavailable\"");
      assertThat(line.post("/topics/chat/last/messages", Frames.message("1", "last")).status())
          .isEqualTo(201);
    }
  }
}
