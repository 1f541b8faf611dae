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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pings are answered by the container, unseen by the endpoint. They are counted all the same: where
 * it takes the connection by the servlet API, by the WAR, and in Tomcat by what is added to it.
 */
interface PingPromises extends Promises {

  int PING = 9;

  @Test
  default void aFloodOfPingsDoesNotKeepOthersOut() throws IOException {
    try (Assault assault =
        new Assault(base(), CONNECTIONS_PER_ADDRESS, pings(base(), "127.0.0.67"))) {
      Arrivals arrivals = Arrivals.during(Duration.ofSeconds(4), base());
      System.out.printf(
          "PingPromises: %s; %d of %d closed%n",
          arrivals, assault.closed(), CONNECTIONS_PER_ADDRESS);
      assertThat(arrivals.millis(0.99)).isLessThan(1_000);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> assault.closed() == CONNECTIONS_PER_ADDRESS);
    }
  }

  /** As many as may come at once, nearly. */
  @Test
  default void pingsAndFramesWithinTheLimitsAreAnswered() {
    try (RawWebSocket socket = RawWebSocket.open(base(), "")) {
      socket.next("welcome");
      for (int i = 0; i < 40; i++) {
        socket.frame(true, PING, new byte[125]);
      }
      for (int i = 0; i < 400; i++) {
        socket.send(Frames.ping());
      }
      for (int i = 0; i < 400; i++) {
        socket.next("pong");
      }
    }
  }

  /** Told by the server's own count: who reads nothing does not see the end either. */
  @Test
  default void whoPingsAndReadsNoPongIsClosed() throws IOException {
    String address = "127.0.0.68";
    long before = guest().connections();
    Plan plan = pings(base(), address).deaf().waits();
    try (Assault assault = new Assault(base(), CONNECTIONS_PER_ADDRESS, plan)) {
      await().until(() -> isFull(address));
      long start = System.nanoTime();
      assault.begin();
      await().atMost(Duration.ofSeconds(15)).until(() -> guest().connections() <= before);
      System.out.printf(
          "PingPromises: whoever reads no pong is closed after %d ms%n",
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  /** Whether nobody else comes in from there. */
  private boolean isFull(String address) {
    List<RawWebSocket> open = new ArrayList<>();
    boolean isFull = !isLetIn(open, "X-Forwarded-For: " + address);
    open.forEach(RawWebSocket::close);
    return isFull;
  }

  private static Plan pings(URI server, String address) {
    byte[] ping = ClientFrames.frame(true, PING, "x".repeat(125));
    return Plan.socket(server, address, "").then(ClientFrames.times(100, ping), Duration.ZERO);
  }
}
