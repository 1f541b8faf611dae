package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Arrivals;
import io.madang.e2e.kit.Assault;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.FrontServer;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code nginx.conf} and {@code haproxy.cfg}, run as they are, in front of a server. */
@Tag("alone")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FrontServersIT {

  private static final int COUNT = 200;
  private static final Duration SLOWLY = Duration.ofMillis(500);

  private static MadangProcess server;

  @BeforeAll
  static void start() {
    server = MadangProcess.start("madang.proxies=127.0.0.1");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Which of them, with the file that it reads. */
  private enum Front {
    NGINX(FrontServer.Kind.NGINX, "nginx.conf", "listen 8080;", "listen 127.0.0.1:%d;"),
    HAPROXY(FrontServer.Kind.HAPROXY, "haproxy.cfg", "bind :8080", "bind 127.0.0.1:%d");

    private final FrontServer.Kind kind;
    private final String file;
    private final String listens;
    private final String there;

    Front(FrontServer.Kind kind, String file, String listens, String there) {
      this.kind = kind;
      this.file = file;
      this.listens = listens;
      this.there = there;
    }

    FrontServer at(int port) {
      assumeThat(kind.program()).as("needs " + kind).isPresent();
      String madang = server.uri().getAuthority();
      return FrontServer.start(
          kind,
          file,
          port,
          Map.of(
              listens, there.formatted(port), "127.0.0.1:8081", madang, "127.0.0.1:8082", madang));
    }
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  @ParameterizedTest
  @EnumSource
  void everyTransportGoesThrough(Front front) {
    int port = FrontServer.freePort();
    try (FrontServer running = front.at(port)) {
      String topic = Urls.freshTopic("chat");
      Api guest = new Api(at(port), Urls.freshClient());
      await().ignoreExceptions().until(() -> guest.get("/health/ready").status() == 200);
      try (RawWebSocket socket = RawWebSocket.open(at(port), "?last=1&topic=" + topic);
          EventStream stream = EventStream.sse(at(port), "?last=1&topic=" + topic)) {
        socket.next("subscribed");
        guest.publish(topic, "1", "through " + running);
        assertThat(socket.next("message").toString()).contains("through");
        assertThat(stream.next("message").frame().toString()).contains("through");
        assertThat(guest.poll(topic, "&last=1").body()).contains("through");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsThatDoNotComeAreGivenUp(Front front) throws IOException {
    int port = FrontServer.freePort();
    Assault.Plan slow =
        Assault.Plan.from("127.0.0.1", "GET / HTTP/1.1\r\nHost: x\r\nX: ")
            .then(new byte[] {'x'}, SLOWLY);
    try (FrontServer running = front.at(port);
        Assault assault = new Assault(at(port), COUNT, slow)) {
      Api guest = new Api(at(port), Urls.freshClient());
      await().ignoreExceptions().until(() -> guest.get("/health/ready").status() == 200);
      long start = System.nanoTime();
      Arrivals arrivals = Arrivals.during(Duration.ofSeconds(1), at(port));
      await().atMost(Duration.ofSeconds(30)).until(() -> assault.closed() == COUNT);
      System.out.printf(
          "FrontServersIT: slow heads (%d) at %s: %s; all closed after %d ms%n",
          COUNT, running, arrivals, (System.nanoTime() - start) / 1_000_000);
      assertThat(arrivals.millis(0.99)).isLessThan(1_000);
    }
  }
}
