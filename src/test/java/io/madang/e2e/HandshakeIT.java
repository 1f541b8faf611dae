package io.madang.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Assault;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a WebSocket begins: subprotocols, origins, the welcome. */
@ExtendWith(SharedServer.class)
class HandshakeIT {
  private final MadangProcess server;

  HandshakeIT(MadangProcess server) {
    this.server = server;
  }

  @Test
  void nothingIsCompressed() {
    try (RawWebSocket socket =
        RawWebSocket.open(server.uri(), "", "Sec-WebSocket-Extensions: permessage-deflate")) {
      socket.next("welcome");
      assertThat(socket.header("Sec-WebSocket-Extensions")).isNullOrEmpty();
    }
  }

  @Test
  void theFirstFrameIsAWelcomeThatNamesTheLimits() {
    try (RawWebSocket socket = open("")) {
      JsonObject welcome = socket.next();
      assertThat(welcome.getString("type")).isEqualTo("welcome");
      assertThat(welcome.getString("user")).isNotEmpty();
      assertThat(welcome.getString("name")).isNotEmpty();
      assertThat(welcome.getInt("heartbeat")).isPositive();
      assertThat(welcome.getJsonObject("limits"))
          .containsAllEntriesOf(
              Frames.object("{\"frame\":65536,\"topics\":100,\"publishPerSecond\":20}"));
    }
  }

  /** Browsers leave these as they are; neither parameters nor a fragment change the path. */
  @ParameterizedTest
  @ValueSource(strings = {"?%s", "?%s#a|b", "?%s#", ";a=|?%s"})
  void whatBrowsersDoNotEscapeInAnAddressIsWelcome(String address) throws IOException {
    String query = address.formatted("name=a|b`{}^[]&client=" + Urls.freshClient());
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(Assault.upgrade(server.uri(), query).getBytes(US_ASCII));
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("user") < 0) {
        int read = socket.getInputStream().read();
        assertThat(read).as("all that came: %s", seen).isNotNegative();
        seen.append((char) read);
      }
      assertThat(seen).contains("\"name\":\"a|b`{}^[]\"");
    }
  }

  @Test
  void aPingIsAnsweredWithAPong() {
    try (RawWebSocket socket = open("")) {
      assertThat(socket.send(Frames.ping()).next("pong").getString("type")).isEqualTo("pong");
    }
  }

  @Test
  void madangIsSpokenWhereNoSubprotocolIsOffered() {
    try (RawWebSocket socket = open("")) {
      assertThat(socket.header("Sec-WebSocket-Protocol")).isIn("", "madang.v1");
      assertThat(socket.next().getString("type")).isEqualTo("welcome");
    }
  }

  @Test
  void madangIsChosenWhereItIsOfferedAmongOthers() {
    try (RawWebSocket socket = open("", "Sec-WebSocket-Protocol: nobody.v9, madang.v1")) {
      assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("madang.v1");
      assertThat(socket.next().getString("type")).isEqualTo("welcome");
    }
  }

  @Test
  void onlyUnknownSubprotocolsAreRefusedWithAnErrorFrameAnd1008() {
    try (RawWebSocket socket = open("", "Sec-WebSocket-Protocol: nobody.v9, nobody.v10")) {
      assertThat(socket.header("Sec-WebSocket-Protocol")).isEmpty();
      assertThat(socket.next().getString("type")).isEqualTo("error");
      assertThat(socket.nextClose().code()).isEqualTo(1008);
    }
  }

  @Test
  void aPageOfTheServersOwnHostMayConnect() {
    try (RawWebSocket socket = open("", "Origin: " + server.uri())) {
      assertThat(socket.next().getString("type")).isEqualTo("welcome");
    }
  }

  @Test
  void aPageOfAnotherHostIsRefused() {
    try (RawWebSocket socket =
        RawWebSocket.handshake(server.uri(), "/events", "Origin: https://elsewhere.example")) {
      assertThat(socket.status()).isEqualTo(403);
    }
  }

  @Test
  void theSameHostOnAnotherPortIsAnotherOrigin() {
    try (RawWebSocket socket =
        RawWebSocket.handshake(server.uri(), "/events", "Origin: http://127.0.0.1:1")) {
      assertThat(socket.status()).isEqualTo(403);
    }
  }

  @Test
  void aNameMayHoldWhatUrlsMustEncode() {
    String name = "마당 a@b&c/d=e+f%g";
    try (RawWebSocket socket = open("?name=" + Urls.encode(name))) {
      assertThat(socket.next("welcome").getString("name")).isEqualTo(name);
    }
  }

  @Test
  void fortyCharactersAreAName() {
    String name = "가".repeat(40);
    try (RawWebSocket socket = open("?name=" + Urls.encode(name))) {
      assertThat(socket.next("welcome").getString("name")).isEqualTo(name);
    }
  }

  @Test
  void aClientIsTheSameUserEachTimeAndNeverShown() {
    String client = Urls.freshClient();
    String first = userOf("?client=" + client);
    assertThat(userOf("?client=" + client)).isEqualTo(first);
    assertThat(first).doesNotContain(client);
    assertThat(client).doesNotContain(first);
  }

  @Test
  void aClientMayComeAsAHeader() {
    String client = Urls.freshClient();
    try (RawWebSocket socket = open("", "Madang-Client: " + client)) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo(userOf("?client=" + client));
    }
  }

  @Test
  void anotherClientIsAnotherUser() {
    assertThat(userOf("?client=" + Urls.freshClient()))
        .isNotEqualTo(userOf("?client=" + Urls.freshClient()));
  }

  @Test
  void withoutAClientEachConnectionIsANewUser() {
    assertThat(userOf("")).isNotEqualTo(userOf(""));
  }

  private String userOf(String query) {
    try (RawWebSocket socket = open(query)) {
      return socket.next("welcome").getString("user");
    }
  }

  private RawWebSocket open(String query, String... headers) {
    return RawWebSocket.open(server.uri(), query, headers);
  }
}
