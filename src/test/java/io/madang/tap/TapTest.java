package io.madang.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What tap shows, byte for byte, and how it ends with servers that do not behave. */
@Timeout(30)
class TapTest {

  private final Tapped tapped = new Tapped();

  private Ending tap(ScriptedServer.Script script) throws IOException {
    try (ScriptedServer server = new ScriptedServer(script)) {
      return tapped.run("ws://127.0.0.1:" + server.port() + "/x?y=1");
    }
  }

  /** A person who types nothing. */
  private static InputStream silence() throws IOException {
    return new PipedInputStream(new PipedOutputStream());
  }

  @Test
  void aConversationIsShownByteForByte() throws IOException {
    tapped.count = 1;
    String heard;
    Ending ending;
    try (ScriptedServer server =
        new ScriptedServer(
            play -> {
              play.upgrade();
              play.sayHex("89 02 6869");
              play.read(8);
              play.sayHex("01 03 48656c 80 02 6c6f");
              play.read(8);
              play.sayHex("88 02 03e8");
            })) {
      ending = tapped.run("ws://127.0.0.1:" + server.port() + "/x?y=1", silence());
      heard = server.heard().replaceAll("127.0.0.1:\\d+", "127.0.0.1:PORT");
    }
    assertThat(ending.kind()).isEqualTo(Ending.Kind.DONE);
    assertThat(heard)
        .isEqualTo(
            "GET /x?y=1 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                + "8a8237fa213d5f93"
                + "888237fa213d3412");
    assertThat(
            tapped
                .shown()
                .replaceAll("head of \\d+", "head of N")
                .replaceAll("\\d+ bytes sent", "N bytes sent"))
        .isEqualTo(
            """
                 1.000 ms   resolve   127.0.0.1 is 127.0.0.1
                 2.000 ms   socket    a TCP socket, not yet bound to anything
                 3.000 ms   connect   127.0.0.1:PORT to 127.0.0.1:PORT
                 4.000 ms > request   GET, a head of N bytes
                            > GET /x?y=1 HTTP/1.1
                            > Host: 127.0.0.1:PORT
                            > Upgrade: websocket
                            > Connection: Upgrade
                            > Sec-WebSocket-Version: 13
                            > Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                            >\s
                 5.000 ms < answer    101 Switching Protocols, a head of N bytes
                            < HTTP/1.1 101 Switching Protocols
                            < Upgrade: websocket
                            < Connection: Upgrade
                            < Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                            <\s
                 6.000 ms   verify    is Sec-WebSocket-Accept the answer to our key?
                 7.000 ms             key      dGhlIHNhbXBsZSBub25jZQ==
                 8.000 ms             + GUID   258EAFA5-E914-47DA-95CA-C5AB0DC85B11
                 9.000 ms             SHA-1    b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea
                10.000 ms             Base64   s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                11.000 ms   open      it is; subprotocol: none, extensions: none. From here on: frames
                12.000 ms < frame     ping, FIN, not masked, header 2 + payload 2 bytes
                            0000  89 02 68 69                                      |..hi|
                            hi
                13.000 ms > frame     pong, FIN, mask 37 fa 21 3d, header 6 + payload 2 bytes
                            0000  8a 82 37 fa 21 3d 5f 93                          |..7.!=_.|
                            hi
                14.000 ms < frame     text, not FIN, not masked, header 2 + payload 3 bytes
                            0000  01 03 48 65 6c                                   |..Hel|
                15.000 ms < frame     continuation, FIN, not masked, header 2 + payload 2 bytes
                            0000  80 02 6c 6f                                      |..lo|
                            lo
                16.000 ms < message   5 bytes from 2 frames
                            Hello
                17.000 ms > frame     close, FIN, mask 37 fa 21 3d, header 6 + payload 2 bytes
                            0000  88 82 37 fa 21 3d 34 12                          |..7.!=4.|
                            1000
                18.000 ms < frame     close, FIN, not masked, header 2 + payload 2 bytes
                            0000  88 02 03 e8                                      |....|
                            1000
                19.000 ms < end       of the stream (FIN)
                20.000 ms   done      closed by us with 1000; N bytes sent, 146 received, headers included
            """);
  }

  @Test
  void linesAreSentAndTheEndOfTheInputCloses() throws IOException {
    tapped.input = "안녕\n/ping p\n//x\n";
    try (ScriptedServer server =
        new ScriptedServer(
            play -> {
              play.upgrade();
              play.read(12 + 7 + 8 + 8);
              play.sayHex("88 02 03e8");
            })) {
      Ending ending = tapped.run("ws://127.0.0.1:" + server.port() + "/");
      assertThat(ending.kind()).isEqualTo(Ending.Kind.DONE);
      assertThat(server.heard())
          .contains("818637fa213d" + "db6fa9d6b26f", "898137fa213d47", "818237fa213d1882")
          .endsWith("888237fa213d3412");
    }
  }

  static Stream<Arguments> badServers() {
    String ok = "HTTP/1.1 101 Switching Protocols~Upgrade: websocket~Connection: Upgrade~";
    return Stream.of(
        bad(5, "Sec-WebSocket-Accept is wrong", p -> p.say(ok + "Sec-WebSocket-Accept: AAAA~~")),
        bad(5, "Sec-WebSocket-Accept is missing", p -> p.say(ok + "~")),
        bad(5, "no HTTP/1.1 status line", p -> p.say("220 smtp.example.org ESMTP~~")),
        bad(4, "403 Forbidden", p -> p.say("HTTP/1.1 403 Forbidden~Content-Length: 2~~no")),
        bad(6, "head is longer than 16384 bytes", ScriptedServerScripts::endlessHead),
        bad(6, "limit of 100000", p -> upgradeThen(p, "81 7f 0000000000100000")),
        bad(6, "more than 10000 fragments", ScriptedServerScripts::endlessFragments),
        bad(6, "more than 100000 bytes", ScriptedServerScripts::endlessMessage),
        bad(6, "not UTF-8", p -> upgradeThen(p, "81 02 c3 28")),
        bad(6, "masked", p -> upgradeThen(p, "81 81 00000000 41")),
        bad(6, "code 1005", p -> upgradeThen(p, "88 02 03ed")),
        bad(7, "closed by the server with 1008 no", p -> closeThen(p, "88 04 03f0 6e6f")),
        bad(8, "without a close frame", ScriptedServer.Play::upgrade),
        bad(8, "in the middle of a frame", p -> endIn(p, "81 05 41")),
        bad(8, "hung up in the handshake", p -> {}));
  }

  private static Arguments bad(int status, String words, ScriptedServer.Script script) {
    return Arguments.of(status, words, script);
  }

  private static void upgradeThen(ScriptedServer.Play play, String hex) throws IOException {
    play.upgrade();
    play.sayHex(hex);
    play.readToEnd();
  }

  /** Says what ends with a close frame, and ends when the client has sent one of its own. */
  private static void closeThen(ScriptedServer.Play play, String hex) throws IOException {
    play.upgrade();
    play.sayHex(hex);
    play.read(8);
  }

  private static void endIn(ScriptedServer.Play play, String hex) throws IOException {
    play.upgrade();
    play.sayHex(hex);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badServers")
  void aBadServerEndsWithAStatusAndWords(int status, String words, ScriptedServer.Script script)
      throws IOException {
    tapped.timeout = Duration.ofSeconds(2);
    try (ScriptedServer server = new ScriptedServer(script)) {
      Ending ending = tapped.run("ws://127.0.0.1:" + server.port() + "/", silence());
      assertThat(ending.message()).contains(words);
      assertThat(ending.kind().status()).isEqualTo(status);
    }
  }

  /** Scripts that go on until the client has enough. */
  private static final class ScriptedServerScripts {
    static void endlessHead(ScriptedServer.Play play) throws IOException {
      play.say("HTTP/1.1 101 Switching Protocols~");
      for (int i = 0; i < 100_000; i++) {
        play.say("X-" + i + ": y~");
      }
    }

    static void endlessFragments(ScriptedServer.Play play) throws IOException {
      play.upgrade();
      play.sayHex("01 00");
      for (int i = 0; i < 1_000; i++) {
        play.sayHex("0000".repeat(100));
      }
    }

    static void endlessMessage(ScriptedServer.Play play) throws IOException {
      play.upgrade();
      play.sayHex("01 00");
      for (int i = 0; i < 10_000; i++) {
        play.sayHex("00 7e 2000" + "41".repeat(0x2000));
      }
    }
  }

  @Test
  void aProtocolErrorIsToldToTheServer() throws IOException {
    try (ScriptedServer server = new ScriptedServer(p -> upgradeThen(p, "81 02 c3 28"))) {
      tapped.run("ws://127.0.0.1:" + server.port() + "/", silence());
      assertThat(server.heard()).contains("88").contains("37fa213d34 15".replace(" ", ""));
    }
  }

  @Test
  void aServerThatNeverAnswersOurCloseIsLeft() throws IOException {
    tapped.timeout = Duration.ofSeconds(1);
    Ending ending =
        tap(
            play -> {
              play.upgrade();
              play.readToEnd();
            });
    assertThat(ending.kind()).isEqualTo(Ending.Kind.END_OF_STREAM);
    assertThat(ending.message()).contains("did not answer our close frame within 1 s");
  }

  @Test
  void aServerThatSaysNothingIsLeft() throws IOException {
    tapped.timeout = Duration.ofSeconds(1);
    Ending ending = tap(ScriptedServer.Play::readToEnd);
    assertThat(ending.kind().status()).isEqualTo(1);
    assertThat(ending.message()).isEqualTo("the server said nothing for 1 s");
  }

  @Test
  void nobodyThereIsNoConnection() throws IOException {
    try (Socket held = new Socket()) { // nobody listens there, and nobody else gets the port
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = held.getLocalPort();
      Ending ending = tapped.run("ws://127.0.0.1:" + port + "/");
      assertThat(ending.kind().status()).isEqualTo(3);
      assertThat(ending.message()).contains("cannot connect to 127.0.0.1:" + port);
    }
  }

  @Test
  void whatAServerSaysCannotSteerTheTerminal() throws IOException {
    tapped.isColoured = false;
    Ending ending = tap(p -> closeThen(p, "81 06 1b5b324a c285 88 08 03e8 1b5b33316d 07"));
    assertThat(ending.kind()).isEqualTo(Ending.Kind.DONE);
    assertThat(tapped.shown()).contains("\\u001b[2J\\u0085").doesNotContain("\u001b", "\u0007");
  }

  @Test
  void coloursAreOnlyWhereTheyWereAskedFor() throws IOException {
    tapped.isColoured = true;
    tap(p -> closeThen(p, "88 02 03e8"));
    assertThat(tapped.shown()).contains("\u001b[36m< frame");
  }

  @Test
  void programsGetOneObjectALine() throws IOException {
    tapped.isJson = true;
    tapped.count = 1;
    tap(
        play -> {
          play.upgrade();
          play.sayHex("81 02 2222");
          play.read(8);
          play.sayHex("88 02 03e8");
        });
    assertThat(tapped.shown().lines())
        .allMatch(line -> line.startsWith("{\"ms\":") && line.endsWith("}"))
        .contains(
            "{\"ms\":12.000,\"step\":\"frame\",\"direction\":\"received\",\"summary\":\"text, FIN,"
                + " not masked, header 2 + payload 2 bytes\",\"opcode\":\"text\",\"fin\":true,"
                + "\"masked\":false,\"headerBytes\":2,\"payloadBytes\":2,\"hex\":\"81022222\","
                + "\"text\":\"\\\"\\\"\"}")
        .last()
        .asString()
        .contains("\"step\":\"end\",\"ended\":\"done\",\"status\":0,");
  }

  @Test
  void pollsSendTheCursorsBackAndStreamsAreCutIntoEvents() throws IOException {
    tapped.transport = TapOptions.Transport.LONG_POLL;
    tapped.count = 2;
    String body = "{\"events\":[{\"cursors\":{\"no\":\"1\"}}],\"cursors\":{\"chat/가\":\"e.4\"}}";
    byte[] utf8 = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String latin = new String(utf8, java.nio.charset.StandardCharsets.ISO_8859_1);
    String answer = "HTTP/1.1 200 OK~Content-Length: " + utf8.length + "~~" + latin;
    try (ScriptedServer server =
        new ScriptedServer(
            play -> {
              play.say(answer);
              play.readHead();
              play.say(answer);
            })) {
      Ending ending =
          tapped.run("http://127.0.0.1:" + server.port() + "/e?topic=chat/x&last=1&name=a");
      assertThat(ending.kind()).isEqualTo(Ending.Kind.DONE);
      assertThat(server.heard())
          .contains("GET /e?topic=chat/x&last=1&name=a&wait=1 HTTP/1.1")
          .contains("GET /e?topic=chat/%EA%B0%80@e.4&name=a&wait=1 HTTP/1.1");
    }
    tapped.transport = TapOptions.Transport.SSE;
    Ending stream =
        tap(
            play ->
                play.say(
                    "HTTP/1.1 200 OK~Content-Type: text/event-stream~Transfer-Encoding: chunked~~"
                        + "A~id: 1~dat~B~a: a~~id:~"));
    assertThat(stream.message()).contains("middle of a body");
    assertThat(tapped.shown()).containsPattern("< event +id 1\n +a\n");
  }

  @Test
  void tlsIsShownAndACertificateOfNobodyIsRefusedUnlessAllowed(@TempDir Path folder)
      throws Exception {
    SSLContext context = SelfSigned.make(folder.resolve("keys")).server();
    for (boolean isInsecure : new boolean[] {false, true}) {
      try (ScriptedServer server =
          new ScriptedServer(
              context.getServerSocketFactory().createServerSocket(0),
              play -> {
                play.upgrade();
                play.sayHex("88 00");
              })) {
        tapped.isInsecure = isInsecure;
        Ending ending = tapped.run("wss://localhost:" + server.port() + "/");
        assertThat(ending.kind())
            .isEqualTo(isInsecure ? Ending.Kind.DONE : Ending.Kind.NO_CONNECTION);
      }
    }
    assertThat(tapped.shown()).contains("certificate of CN=localhost, NOT verified");
  }
}
