package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only who has the publish key writes to {@code market/*}; everyone reads it. */
@ExtendWith(SharedServer.class)
class PublishKeyIT {
  private static final String PRICE = "{\"price\":1}";

  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("market");
  private final String ticker = Urls.topic(topic) + "/state/ticker";

  PublishKeyIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void withoutTheKeyAStateIsForbidden() {
    Api.Answer answer = guest.put(ticker, PRICE);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().getString("code")).isEqualTo("forbidden");
    assertThat(guest.get(Urls.topic(topic) + "/state").json()).isEmpty();
  }

  @Test
  void aWrongKeyIsRefused() {
    assertThat(guest.put(ticker, PRICE, "Authorization", "Bearer wrong").status()).isIn(401, 403);
    assertThat(guest.get(Urls.topic(topic) + "/state").json()).isEmpty();
  }

  @Test
  void withTheKeyAStateIsSet() {
    assertThat(guest.put(ticker, PRICE, "Authorization", bearer()).status()).isEqualTo(200);
  }

  @Test
  void withoutTheKeyAMessageIsForbidden() {
    Api.Answer answer = guest.post(Urls.topic(topic) + "/messages", message());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().getString("code")).isEqualTo("forbidden");
  }

  @Test
  void withTheKeyAMessageIsPublished() {
    Api.Answer answer =
        guest.post(Urls.topic(topic) + "/messages", message(), "Authorization", bearer());
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void overAWebSocketAMessageIsForbiddenToo() {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.send(
          "{\"type\":\"publish\",\"topic\":\"%s\",\"id\":\"1\",\"body\":%s}"
              .formatted(topic, PRICE));
      assertThat(socket.next("error").getString("code")).isEqualTo("forbidden");
      assertThat(socket.send(Frames.ping()).next("pong")).isNotNull();
    }
  }

  @Test
  void whoHasTheKeyNeedsNoAllowedOrigin() {
    Api.Answer answer =
        guest.put(ticker, PRICE, "Authorization", bearer(), "Origin", "https://elsewhere.example");
    assertThat(answer.status()).isEqualTo(200);
  }

  private static String message() {
    return "{\"id\":\"1\",\"body\":" + PRICE + "}";
  }

  private static String bearer() {
    return "Bearer " + SharedServer.PUBLISH_KEY;
  }
}
