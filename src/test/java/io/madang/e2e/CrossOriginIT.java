package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.OriginTable;
import io.madang.e2e.kit.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages of sites on the list may connect, write and read; others may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginIT {

  private static final String LISTED = "Origin: https://shop.example";
  private static final String OTHER = "Origin: https://other.example";
  private static final String MESSAGES = "/topics/chat/cors/messages";

  private final MadangProcess server =
      MadangProcess.start("madang.origins=" + OriginTable.LISTED, "madang.proxies=127.0.0.1");

  @AfterAll
  void end() {
    server.close();
  }

  @Test
  void aListedSiteMayWriteAndReadTheAnswer() {
    Api guest = server.guest();
    Api.Answer answer =
        guest.post(MESSAGES, Frames.message("1", "hello"), "Origin", "https://shop.example");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
  }

  @Test
  void itsBrowserIsToldSoBefore() {
    Api.Answer answer =
        server
            .guest()
            .send(
                "OPTIONS",
                MESSAGES,
                "",
                "Origin",
                "https://shop.example",
                "Access-Control-Request-Method",
                "POST");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("Content-Type");
  }

  @Test
  void anotherSiteMayNeitherWriteNorRead() {
    Api guest = server.guest();
    Api.Answer answer =
        guest.post(MESSAGES, Frames.message("2", "hello"), "Origin", "https://other.example");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(guest.get(MESSAGES, "Origin", "https://other.example").headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void whoMayDoSomethingFromWhichPageIsAsTheTableSays() {
    assertThat(OriginTable.size()).isGreaterThanOrEqualTo(60);
    assertThat(OriginTable.wrong(server.uri())).isEmpty();
  }

  @Test
  void aListedSiteMayConnect() {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "", LISTED)) {
      socket.next("welcome");
    }
    try (RawWebSocket socket = RawWebSocket.handshake(server.uri(), "/events", OTHER)) {
      assertThat(socket.status()).isEqualTo(403);
    }
  }
}
