package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code java -jar madang.war tap} with a server of ours. */
@ExtendWith(SharedServer.class)
class TapIT {

  private static MadangProcess.Ended tap(String... arguments) {
    List<String> all = new ArrayList<>(List.of("tap", "--color", "never"));
    all.addAll(List.of(arguments));
    return MadangProcess.run(all.toArray(String[]::new));
  }

  /** A WebSocket message may hold several frames: only what goes on being said makes three. */
  private static MadangProcess.Ended whilePublishing(
      Api guest, Supplier<MadangProcess.Ended> program) {
    CompletableFuture<MadangProcess.Ended> ended = CompletableFuture.supplyAsync(program);
    AtomicInteger more = new AtomicInteger(1);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              guest.publish("chat/tap-socket", "" + more.incrementAndGet(), "안녕");
              return ended.isDone();
            });
    return ended.join();
  }

  private static String url(MadangProcess server, String topic) {
    return server.uri() + "/events?topic=" + topic + "&last=1";
  }

  @Test
  void aWebSocketIsShownFromTheSocketToTheEndOfTheStream(MadangProcess server) {
    Api guest = server.guest();
    guest.publish("chat/tap-socket", "1", "안녕");
    MadangProcess.Ended ended =
        whilePublishing(
            guest,
            () ->
                tap("--count", "3", "--subprotocol", "madang.v1", url(server, "chat/tap-socket")));
    assertThat(ended.output())
        .contains("  connect   127.0.0.1:", "> Sec-WebSocket-Key: ", "< HTTP/1.1 101 ")
        .contains("subprotocol: madang.v1", "\"type\":\"welcome\"", "\"text\":\"안녕\"")
        .contains("> frame     close, FIN, mask", "< frame     close, FIN, not masked")
        .contains("done      closed by us with 1000");
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--sse, 3, text/event-stream",
    "--ndjson, 3, application/x-ndjson",
    "--long-poll, 1, wait=25",
    "--poll, 2, application/json"
  })
  void theOtherTransportsAreShownTheSameWay(
      String transport, String count, String asked, MadangProcess server) {
    String topic = "chat/tap" + transport;
    server.guest().publish(topic, "1", "words");
    MadangProcess.Ended ended = tap(transport, "--count", count, url(server, topic));
    assertThat(ended.output())
        .contains("> GET /events?topic=" + topic, asked, "< HTTP/1.1 200 OK", "\"text\":\"words\"")
        .contains("done      ended by us after " + count);
    assertThat(ended.status()).isZero();
  }

  @Test
  void aServerThatSaysNoIsTold(MadangProcess server) {
    MadangProcess.Ended ended = tap("--sse", server.uri() + "/events?topic=a%20b");
    assertThat(ended.output())
        .contains("\"code\":\"bad_request\"", "failed    the server answered 400");
    assertThat(ended.status()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "--seconds, many, --seconds",
    "--timeout, 0, 1 to 3600",
    "--color, pink, auto",
    "--header, none, NAME:VALUE",
    "--max-bytes, 99999999999, --max-bytes"
  })
  void aBadOptionIsNamedInOneLine(String option, String value, String named) {
    MadangProcess.Ended ended = MadangProcess.run("tap", option, value, "ws://127.0.0.1:1/");
    assertThat(ended.output()).startsWith("tap: ").contains(named);
    assertThat(ended.output().lines()).hasSize(1);
    assertThat(ended.status()).isEqualTo(2);
  }

  @Test
  void helpShowsEveryOptionAndStatus() {
    assertThat(MadangProcess.run("--help").output()).contains("tap URL");
    MadangProcess.Ended ended = MadangProcess.run("tap", "--help");
    assertThat(ended.output()).contains("--sse", "--long-poll", "--json", "/ping", "Exit status");
    assertThat(ended.status()).isZero();
  }
}
