package io.madang.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Heap;
import io.madang.e2e.kit.KeptAlive;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holes that other servers of this kind had, tried again here. Each test names what it prevents and
 * where it was.
 */
@ExtendWith(SharedServer.class)
class KnownHolesIT {
  private static final int MEGABYTE = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final MadangProcess server;
  private final String topic = Urls.freshTopic("chat");

  KnownHolesIT(MadangProcess server) {
    this.server = server;
  }

  @AfterEach
  void theServerGoesOnAsBefore() {
    Api.Answer answer =
        server.guest().post(Urls.topic(topic) + "/messages", Frames.message("after", "still here"));
    assertThat(answer.status()).isEqualTo(201);
  }

  /** CVE-2021-42340, and many a server that joins fragments before it counts them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000})
  void continuationFramesWithoutAnEndFillNoMemory(int size) {
    long before = Heap.live(server.pid());
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.frame(false, RawWebSocket.TEXT, "{".getBytes(UTF_8));
      byte[] more = " ".repeat(size).getBytes(UTF_8);
      boolean isClosed = false;
      for (int sent = 0; sent < 200_000 && !isClosed; sent++) {
        isClosed = !isTaken(socket, more) || (sent % 500 == 499 && hasHungUp(socket));
      }
      assertThat(isClosed || size == 0).isTrue();
      assertThat(Heap.live(server.pid())).isLessThan(before + 8 * MEGABYTE);
    }
  }

  private static boolean hasHungUp(RawWebSocket socket) {
    return socket.settle(told -> {}).isPresent();
  }

  private static boolean isTaken(RawWebSocket socket, byte[] fragment) {
    try {
      socket.frame(false, RawWebSocket.CONTINUATION, fragment);
      return true;
    } catch (UncheckedIOException hungUp) {
      return false;
    }
  }

  /** CVE-2020-13935: Tomcat looped for ever. */
  @ParameterizedTest
  @ValueSource(bytes = {(byte) 0x80, (byte) 0xff, 0x7f})
  void aLengthWithTheTopBitOccupiesNoThread(byte top) throws IOException {
    byte[] head = {(byte) 0x81, (byte) 0xff, top, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
    long before = cpuMillis();
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.next("welcome");
      socket.waitUpTo(SOON).bytes(head);
      assertThat(socket.settle(told -> {})).isPresent();
    }
    assertThat(cpuMillis() - before).isLessThan(SOON.toMillis());
  }

  /**
   * CVE-2022-41940, CVE-2023-32695, CVE-2024-38355: Engine.IO and Socket.IO ended with the process.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"__proto__\"}",
        "{\"type\":\"publish\",\"topic\":\"toString\",\"id\":\"constructor\",\"body\":{}}",
        "{\"type\":\"publish\",\"topic\":{\"toString\":1},\"id\":[],\"body\":\"\"}",
        "42[\"a\"]",
        "2probe",
        "51-[{\"_placeholder\":true,\"num\":9999999999}]",
        "\u0000",
        "a[\"\\u0000\"]",
        "CONNECT\n\n\u0000"
      })
  void onePacketOfSomeOtherProtocolKillsNothing(String packet) {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.send(packet);
      assertThat(socket.next("error").getString("code")).isIn("bad_request", "not_found");
      socket.send("{\"type\":\"ping\"}").next("pong");
    }
  }

  /** CVE-2020-28481: Socket.IO let every page in, and told it so. */
  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example", "file://"})
  void noPageOfAnotherSiteIsLetInOrToldThatItMayRead(String origin) {
    try (RawWebSocket socket =
        RawWebSocket.handshake(server.uri(), "/events?topic=chat/x", "Origin: " + origin)) {
      assertThat(socket.status()).isEqualTo(403);
    }
    for (String path :
        new String[] {"/events?topic=chat/x", "/topics/chat/x", "/attachments?topic=chat/x"}) {
      Api.Answer answer = server.guest().get(path, "Origin", origin);
      assertThat(answer.header("Access-Control-Allow-Origin")).as(path).isEmpty();
    }
  }

  /** CVE-2018-1000518 and others: a kilobyte becomes a gigabyte. */
  @Test
  void nothingIsUnpackedThatAClientPacked() throws IOException {
    try (RawWebSocket socket =
        RawWebSocket.open(
            server.uri(),
            "",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
      assertThat(socket.header("Sec-WebSocket-Extensions")).isEmpty();
      socket.bytes(new byte[] {(byte) 0xc1, (byte) 0x82, 0, 0, 0, 0, 0x03, 0});
      assertThat(socket.settle(told -> {}).orElseThrow().code()).isEqualTo(1002);
    }
    byte[] bomb = packed(new byte[4 * MEGABYTE]);
    try (KeptAlive connection = new KeptAlive(server.uri())) {
      String head =
          "POST %s/messages HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                  .formatted(Urls.topic(topic))
              + "Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n".formatted(bomb.length);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(ISO_8859_1));
      request.writeBytes(bomb);
      assertThat(connection.send(request.toByteArray(), false).status()).isIn(400, 415);
    }
  }

  private static byte[] packed(byte[] whole) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(whole);
    }
    return bytes.toByteArray();
  }

  /** CVE-2020-7662, CVE-2021-32640: patterns that took hours for one header. */
  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol", "Accept", "Range"})
  void aHeaderOfManySpacesOrQuotesTakesNoTime(String name) {
    for (String odd :
        new String[] {"b" + " ".repeat(12_000) + "x", "a; b=\"" + "\\c".repeat(6_000)}) {
      long before = System.nanoTime();
      try (RawWebSocket socket =
          RawWebSocket.handshake(server.uri(), "/events", name + ": " + odd)) {
        assertThat(socket.status()).isIn(101, 400, 431);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    }
  }

  /** CVE-2024-37890: ws fell over a handshake with more headers than it would count. */
  @Test
  void aHandshakeWithThousandsOfHeadersIsAnswered() {
    String[] headers = new String[4_000];
    java.util.Arrays.fill(headers, "a: b");
    try (RawWebSocket socket = RawWebSocket.handshake(server.uri(), "/events", headers)) {
      assertThat(socket.status()).isEqualTo(431);
    }
  }

  /** CVE-2023-24998, CVE-2025-48976: parts, and their headers, without number. */
  @Test
  void anUploadOfManyPartsIsRefusedBeforeItFillsAnything() throws IOException {
    long before = Heap.live(server.pid());
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      parts.append("--b\r\nContent-Disposition: form-data; name=\"p").append(i).append("\"\r\n");
      parts.append("X-Long: ").append("x".repeat(500)).append("\r\n\r\n\r\n");
    }
    parts.append("--b--\r\n");
    String head =
        "POST /attachments?topic=%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n"
                .formatted(Urls.encode(topic), server.uri().getAuthority(), parts.length())
            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n";
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((head + parts).getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
      assertThat(answer).isIn("HTTP/1.1 400", "HTTP/1.1 413");
    }
    assertThat(Heap.live(server.pid())).isLessThan(before + 8 * MEGABYTE);
  }

  /**
   * CVE-2020-35681, CVE-2021-25122, CVE-2022-25762: see also CanaryIT, which does it 100,000 times.
   */
  @Test
  void whatWasAskedForByWhoHungUpIsToldToNobodyElse() throws IOException {
    String secret = Urls.freshTopic("chat");
    server.guest().post(Urls.topic(secret) + "/messages", Frames.message("1", "the secret"));
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
        socket.setSoLinger(true, 0);
        String ask = "GET /events?topic=%s@0.0 HTTP/1.1\r\nHost: h\r\n\r\n".formatted(secret);
        socket.getOutputStream().write(ask.getBytes(ISO_8859_1));
      }
      assertThat(server.guest().get("/events?topic=" + topic).body()).doesNotContain("the secret");
    }
  }

  /** One who can write a line end into an event stream can write events. */
  @Test
  void noMessageForgesAnEventOfAStream() throws IOException {
    String forged = "\r\n\r\ndata: {\\\"type\\\":\\\"forged\\\"}\r\rid: x\n\n";
    String body =
        "{\"id\":\"1\",\"body\":{\"text\":\"%s\"}}"
            .formatted(forged.replace("\r", "\\r").replace("\n", "\\n"));
    assertThat(server.guest().post(Urls.topic(topic) + "/messages", body).status()).isEqualTo(201);
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket.setSoTimeout(20_000);
      String ask =
          "GET /events?topic=%s@0.0 HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n"
              .formatted(topic);
      socket.getOutputStream().write(ask.getBytes(ISO_8859_1));
      var lines =
          new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream(), UTF_8));
      String line = lines.readLine();
      while (!line.contains("forged")) {
        assertThat(line).doesNotStartWith("id: x");
        line = lines.readLine();
      }
      assertThat(line).startsWith("data: {").contains("\\r\\n\\r\\ndata: ");
    }
  }

  private long cpuMillis() {
    return ProcessHandle.of(server.pid())
        .orElseThrow()
        .info()
        .totalCpuDuration()
        .orElseThrow()
        .toMillis();
  }
}
