package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a topic held, page by page. */
@ExtendWith(SharedServer.class)
class HistoryIT {
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");
  private final String messages = Urls.topic(topic) + "/messages";

  HistoryIT(MadangProcess server) {
    this.guest = server.guest();
  }

  @Test
  void aPageIsTheNewestMessagesNewestLast() {
    Cursor head = publish(5);
    JsonObject page = guest.get(messages + "?limit=3").json();
    assertThat(ids(page)).containsExactly("3", "4", "5");
    assertThat(Cursor.parse(page.getString("head"))).isEqualTo(head);
    assertThat(Cursor.parse(page.getString("first")).epoch()).isEqualTo(head.epoch());
  }

  @Test
  void beforeLeadsToTheStart() {
    Cursor head = publish(5);
    assertThat(ids(guest.get(messages + "?limit=2&before=" + head.plus(-1)).json()))
        .containsExactly("2", "3");
    assertThat(ids(guest.get(messages + "?limit=2&before=" + head.plus(-3)).json()))
        .containsExactly("1");
    assertThat(ids(guest.get(messages + "?limit=2&before=" + head.plus(-4)).json())).isEmpty();
  }

  @Test
  void aMessageInAPageIsTheFrameThatReadersAreTold() {
    publish(1);
    JsonObject told =
        guest.poll(topic, "&last=1").json().getJsonArray("events").stream()
            .map(event -> event.asJsonObject())
            .filter(event -> event.getString("type").equals("message"))
            .findFirst()
            .orElseThrow();
    assertThat(guest.get(messages).json().getJsonArray("messages")).containsExactly(told);
  }

  @Test
  void aTopicThatNobodyWroteToHasAnEmptyPage() {
    JsonObject page = guest.get(messages).json();
    assertThat(ids(page)).isEmpty();
    assertThat(Cursor.parse(page.getString("head")).offset()).isZero();
  }

  @Test
  void aTopicTellsWhatItIs() {
    Cursor head = publish(2);
    JsonObject about = guest.get(Urls.topic(topic)).json();
    assertThat(about).containsKeys("topic", "head", "first", "online", "policy");
    assertThat(about.getString("topic")).isEqualTo(topic);
    assertThat(Cursor.parse(about.getString("head"))).isEqualTo(head);
  }

  private Cursor publish(int count) {
    Cursor last = guest.publish(topic, "1", "message 1");
    for (int i = 2; i <= count; i++) {
      last = guest.publish(topic, String.valueOf(i), "message " + i);
    }
    return last;
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> message.getString("id"))
        .toList();
  }
}
