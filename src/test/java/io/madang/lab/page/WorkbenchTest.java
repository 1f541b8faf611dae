package io.madang.lab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.madang.core.Gate;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.Policies;
import io.madang.core.RefusedException;
import io.madang.core.StateValue;
import io.madang.core.Threads;
import io.madang.kit.LimitsOf;
import io.madang.lab.Load;
import io.madang.lab.Target;
import io.madang.lab.Transport;
import io.madang.layer.LocalLayer;
import io.madang.store.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a measurement where the server cannot be measured. */
@Timeout(30)
class WorkbenchTest {

  private static final LabLimits.Order ORDER =
      new LabLimits.Order(new Load(Transport.WEBSOCKET, 1, 5, 500, 20, true), 2);

  /** What a TLS port says to a plain request, and some line ends. */
  private static final byte[] TLS_ALERT = {0x15, 3, 3, 0, 2, 2, 0x46, '\r', '\n', '\r', '\n'};

  private final Threads threads = new Threads(1, 1);
  private final MemoryStore store = new MemoryStore(Clock.systemUTC(), 100, 1 << 20);
  private final Hub hub =
      new Hub(
          new HubParts(
              new Policies(List.of(Lab.application())),
              store,
              store,
              new LocalLayer(),
              Gate.OPEN,
              new LimitsOf().build(),
              threads));
  private final Workbench bench = new Workbench(hub);

  @AfterEach
  void close() {
    bench.close();
    hub.close();
    threads.close();
  }

  private static Target at(int port) {
    return Target.of(URI.create("http://127.0.0.1:" + port + "/"));
  }

  private String told() {
    return store.state(bench.topic()).stream()
        .map(StateValue::json)
        .collect(Collectors.joining("\n"));
  }

  private static ServerSocket door() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void whereNobodyListensItSaysSo() {
    assertThat(bench.start(at(1), ORDER)).isEqualTo(1);
    await().until(() -> told().contains("\"phase\":\"failed\""));
    assertThat(told()).contains("no connection to /127.0.0.1:1: Connection refused");
    await().untilAsserted(() -> assertThat(bench.start(at(1), ORDER)).isEqualTo(2));
  }

  @Test
  void whereAnotherLanguageIsSpokenItSaysSoAtOnce() throws IOException {
    try (ServerSocket door = door()) {
      CompletableFuture<Void> alert =
          CompletableFuture.runAsync(
              () -> {
                try (Socket client = door.accept()) {
                  client.getOutputStream().write(TLS_ALERT);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      bench.start(at(door.getLocalPort()), ORDER);
      await().atMost(Duration.ofSeconds(4)).until(() -> told().contains("\"phase\":\"failed\""));
      assertThat(told()).contains("no HTTP/1.1 status line");
      alert.join();
    }
  }

  @Test
  void thereIsOneAtATimeAndTheEndOfTheServerEndsIt() throws IOException {
    try (ServerSocket silent = door()) {
      bench.start(at(silent.getLocalPort()), ORDER);
      assertThatThrownBy(() -> bench.start(at(silent.getLocalPort()), ORDER))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("one at a time");
      assertThat(bench.closeWatched("x")).isFalse();
      await().until(() -> told().contains("\"phase\":\"connecting\""));
      long begun = System.nanoTime();
      bench.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      assertThatThrownBy(() -> bench.start(at(silent.getLocalPort()), ORDER))
          .isInstanceOf(RefusedException.class);
    }
  }
}
