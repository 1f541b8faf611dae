package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** People who talk over WebSockets. */
interface ConversationPromises extends Promises {

  @Test
  default void whatOneGuestSaysTheOtherHearsAndBothAreToldTheSameCursor() throws Exception {
    String topic = Urls.freshTopic("chat");
    try (Guest minji = new Guest(base(), "?name=Minji&topic=" + topic);
        Guest david = new Guest(base(), "?name=David")) {
      assertThat(minji.subprotocol()).isEqualTo("madang.v1");
      assertThat(minji.next("welcome").getString("name")).isEqualTo("Minji");
      assertThat(minji.next("subscribed").getBoolean("recovered")).isTrue();
      JsonObject welcome = david.next("welcome");

      david.say(Frames.publish(topic, "1", "안녕"));

      JsonObject heard = minji.next("message");
      assertThat(heard.getJsonObject("body")).isEqualTo(Frames.text("안녕"));
      assertThat(heard.getString("user")).isEqualTo(welcome.getString("user"));
      assertThat(heard.getString("name")).isEqualTo("David");
      assertThat(david.next("ack").getString("cursor")).isEqualTo(heard.getString("cursor"));
    }
  }

  @Test
  default void whoComesAndGoesIsSeenByTheOthers() throws Exception {
    String topic = Urls.freshTopic("chat");
    String query = "?presence=true&topic=" + topic + "&name=";
    try (Guest minji = new Guest(base(), query + "Minji")) {
      assertThat(minji.next("presence").getJsonArray("online")).hasSize(1);
      String david;
      try (Guest guest = new Guest(base(), query + "David")) {
        david = guest.next("welcome").getString("user");
        assertThat(guest.next("presence").getJsonArray("online")).hasSize(2);
        assertThat(onlyUser(minji.next("presence"), "join")).isEqualTo(david);
      }
      assertThat(onlyUser(minji.next("presence"), "leave")).isEqualTo(david);
    }
  }

  private static String onlyUser(JsonObject presence, String change) {
    return presence.getJsonArray(change).getJsonObject(0).getString("user");
  }
}
