package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Assault;
import io.madang.e2e.kit.ClientFrames;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may open a WebSocket. */
interface HandshakePromises extends Promises {

  @Test
  default void aPageOfAnotherSiteIsAnswered403() {
    try (RawWebSocket refused =
        RawWebSocket.handshake(base(), "/events", "Origin: https://elsewhere.example")) {
      assertThat(refused.status()).isEqualTo(403);
    }
  }

  @Test
  default void aPageOfTheServerItselfMayConnect() {
    String origin = "http://" + base().getAuthority();
    try (RawWebSocket socket = RawWebSocket.open(base(), "", "Origin: " + origin)) {
      assertThat(socket.next("welcome")).isNotNull();
    }
  }

  /** By a raw socket: the Tyrus client decodes the query, and sends what is not ASCII as "?". */
  @Test
  default void parametersArePercentEncodedUtf8() {
    String topic = Urls.freshTopic("chat/마당");
    Cursor first = guest().publish(topic, "1", "one");
    Cursor second = guest().publish(topic, "2", "two");
    String query =
        "?name=%EA%B9%80%26%EC%9D%B4%40%2F%2B+%3D&topic=" + Urls.encode(topic) + "%40" + first;
    try (RawWebSocket socket = RawWebSocket.open(base(), query)) {
      assertThat(socket.next("welcome").getString("name")).isEqualTo("김&이@/+ =");
      assertThat(socket.next("subscribed").getString("topic")).isEqualTo(topic);
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(second);
    }
  }

  @Test
  default void theLabShowsAHandshakeToWhoBeganItAndHidesWhatIsNobodysBusiness() {
    String client = "lab-page-" + Urls.freshClient();
    try (RawWebSocket socket =
        RawWebSocket.open(
            base(), "?client=" + client, "Cookie: a=secret-1", "X-Forwarded-Token: secret-2")) {
      Api asking = new Api(base(), "");
      String seen = asking.get("/lab/handshake", "Madang-Client", client).body();
      assertThat(seen)
          .contains("\"status\":101", "\"accept\":\"" + socket.header("Sec-WebSocket-Accept"))
          .contains("client=•••")
          .containsPattern("(?i)\"name\":\"Sec-WebSocket-Accept\",\"value\":\"[^•]")
          .containsPattern("(?i)\"name\":\"Cookie\",\"value\":\"•••\"")
          .doesNotContain("secret-", client);
      String another = "lab-page-" + Urls.freshClient();
      assertThat(asking.get("/lab/handshake", "Madang-Client", another).status()).isEqualTo(404);
    }
  }

  @Test
  default void unknownSubprotocolsAloneAreAnsweredWithAnErrorAndThen1008() {
    try (RawWebSocket socket =
        RawWebSocket.open(base(), "", "Sec-WebSocket-Protocol: mqtt, wamp")) {
      assertThat(socket.header("Sec-WebSocket-Protocol")).isEmpty();
      assertThat(socket.next("error").getString("code")).isEqualTo("bad_request");
      assertThat(socket.nextClose().code()).isEqualTo(1008);
    }
  }

  @Test
  default void oneAddressHasSoManyWebSocketsAndGetsAPlaceBackWhenOneIsClosed() {
    List<RawWebSocket> open = new ArrayList<>();
    try {
      await().until(() -> !isLetIn(open));
      open.remove(0).close();
      await().untilAsserted(() -> assertThat(isLetIn(open)).isTrue());
      assertThat(open.size()).isLessThanOrEqualTo(CONNECTIONS_PER_ADDRESS);
    } finally {
      open.forEach(RawWebSocket::close);
    }
  }

  /** More of them than a container may have threads to begin with. */
  @Test
  default void aFrameThatComesWithTheRequestIsHeard() throws IOException {
    byte[] request = Assault.upgrade(base(), "").getBytes(StandardCharsets.US_ASCII);
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        Socket socket = new Socket(base().getHost(), base().getPort());
        sockets.add(socket);
        socket.setSoTimeout(10_000);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(request);
        both.writeBytes(ClientFrames.text("{\"type\":\"ping\"}"));
        socket.getOutputStream().write(both.toByteArray());
      }
      for (Socket socket : sockets) {
        assertThat(readUntil(socket, "\"pong\"")).startsWith("HTTP/1.1 101 ");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static String readUntil(Socket socket, String word) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(word) < 0) {
      int read = socket.getInputStream().read();
      assertThat(read).as("all that came: %s", seen).isNotNegative();
      seen.append((char) read);
    }
    return seen.toString();
  }
}
