package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Arrivals;
import io.madang.e2e.kit.Assault;
import io.madang.e2e.kit.Assault.Plan;
import io.madang.e2e.kit.ClientFrames;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.RawWebSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Pings are answered by the container, unseen by the endpoint. They are counted all the same: where
 * it takes the connection by the servlet API in what comes, and in Tomcat by what is added to it.
 */
interface PingPromises extends Promises {

  int PING = 9;

  @Test
  default void whatIsWithinTheLimitsIsAnswered() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.next("welcome");
      ping(socket, 50);
      converse(socket, 450);
    }
  }

  @Test
  default void aProgramThatSendsMuchSendsNoPings() {
    try (RawWebSocket socket =
        RawWebSocket.open(base(), "", "Authorization: Bearer " + PUBLISH_KEY)) {
      socket.next("welcome");
      for (int i = 0; i < 20; i++) {
        converse(socket, 200);
      }
    }
  }

  @Test
  default void tooManyPingsEndAWebSocketWith1008() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.next("welcome");
      ping(socket, 100);
      RawWebSocket.Closed closed = socket.nextClose();
      assertThat(closed.code()).isEqualTo(1008);
      assertThat(closed.reason()).contains("pings");
    }
  }

  @Test
  default void aFloodOfPingsDoesNotKeepOthersOut() throws IOException {
    Plan plan = pings(base(), "127.0.0.67").waits();
    try (Assault assault = new Assault(base(), CONNECTIONS_PER_ADDRESS, plan)) {
      long full = full(assault);
      assault.begin();
      Arrivals arrivals = Arrivals.during(Duration.ofSeconds(4), base());
      System.out.printf(
          "PingPromises: %s; %d of %d closed%n",
          arrivals, assault.closed(), CONNECTIONS_PER_ADDRESS);
      assertThat(arrivals.millis(0.99)).isLessThan(1_000);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> assault.closed() == CONNECTIONS_PER_ADDRESS);
      awaitClosed(full);
    }
  }

  /** Told by the server's own count: who reads nothing does not see the end either. */
  @Test
  default void whoPingsAndReadsNoPongIsClosed() throws IOException {
    Plan plan = pings(base(), "127.0.0.68").deaf().waits();
    try (Assault assault = new Assault(base(), CONNECTIONS_PER_ADDRESS, plan)) {
      long full = full(assault);
      long start = System.nanoTime();
      assault.begin();
      awaitClosed(full);
      System.out.printf(
          "PingPromises: whoever reads no pong is closed after %d ms%n",
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  /** Waits until all are let in; how many connections there are then. */
  private long full(Assault assault) {
    await().until(() -> assault.answered() == CONNECTIONS_PER_ADDRESS);
    return guest().connections();
  }

  private void awaitClosed(long full) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> guest().connections() <= full - CONNECTIONS_PER_ADDRESS);
  }

  private static void ping(RawWebSocket socket, int count) {
    for (int i = 0; i < count; i++) {
      socket.frame(true, PING, new byte[125]);
    }
  }

  private static void converse(RawWebSocket socket, int count) {
    for (int i = 0; i < count; i++) {
      socket.send(Frames.ping());
    }
    for (int i = 0; i < count; i++) {
      socket.next("pong");
    }
  }

  private static Plan pings(URI server, String address) {
    byte[] ping = ClientFrames.frame(true, PING, "x".repeat(125));
    return Plan.socket(server, address, "").then(ClientFrames.times(100, ping), Duration.ZERO);
  }
}
