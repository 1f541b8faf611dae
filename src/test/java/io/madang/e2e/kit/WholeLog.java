package io.madang.e2e.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.history.History;
import io.madang.history.Witness;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** All of a topic's log, as the pages of its history tell it. */
public record WholeLog(Api reader, String topic) {

  /** Where it ends. */
  public Cursor head() {
    return Cursor.parse(reader.get(Urls.topic(topic)).json().getString("head"));
  }

  /** Writes it down from offset 1 on, and that everybody should have come to its end. */
  public void tell(History history) {
    Cursor head = head();
    List<JsonObject> messages = new ArrayList<>();
    Cursor before = head.plus(1);
    List<JsonObject> page = before(before);
    while (!page.isEmpty()) {
      messages.addAll(0, page);
      before = Cursor.of(page.get(0));
      page = before(before);
    }
    Witness log = history.witness("log");
    log.started(topic, new Cursor(head.epoch(), 0).toString());
    for (JsonObject message : messages) {
      log.found(
          topic,
          message.getString("cursor"),
          message.getString("id"),
          message.getString("name"),
          Frames.textOf(message));
    }
    history.head(topic, head.toString());
  }

  private List<JsonObject> before(Cursor cursor) {
    Api.Answer answer = reader.get(Urls.topic(topic) + "/messages?limit=500&before=" + cursor);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().getJsonArray("messages").getValuesAs(JsonObject.class);
  }
}
