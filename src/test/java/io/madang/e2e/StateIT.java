package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keyed values of a topic, last write wins. */
@ExtendWith(SharedServer.class)
@Timeout(60)
class StateIT {
  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("market");
  private final String state = Urls.topic(topic) + "/state";

  StateIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void aValueThatWasPutCanBeGotWithItsVersion() {
    long version = put("ticker", 1);
    JsonObject ticker = guest.get(state).json().getJsonObject("ticker");
    assertThat(ticker.getJsonNumber("version").longValue()).isEqualTo(version);
    assertThat(ticker.getJsonObject("value")).isEqualTo(price(1));
  }

  @Test
  void theLastWriteWinsWithAHigherVersion() {
    long first = put("ticker", 1);
    assertThat(put("ticker", 2)).isGreaterThan(first);
    assertThat(guest.get(state).json().getJsonObject("ticker").getJsonObject("value"))
        .isEqualTo(price(2));
  }

  @Test
  void aStateThatDidNotChangeIsAnswered304ToItsETag() {
    put("ticker", 1);
    String tag = guest.get(state).header("ETag");
    assertThat(tag).matches("(W/)?\".+\"");
    assertThat(guest.get(state, "If-None-Match", tag).status()).isEqualTo(304);
    put("ticker", 2);
    Api.Answer changed = guest.get(state, "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void aSubscriberIsToldTheStateAndThenEachChange() {
    long first = put("ticker", 1);
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      JsonObject told = socket.send(Frames.subscribe(topic)).next("state");
      assertThat(told.getString("topic")).isEqualTo(topic);
      assertThat(told.getString("key")).isEqualTo("ticker");
      assertThat(told.getJsonNumber("version").longValue()).isEqualTo(first);
      assertThat(told.getJsonObject("value")).isEqualTo(price(1));
      long second = put("ticker", 2);
      JsonObject changed = socket.next("state");
      assertThat(changed.getJsonNumber("version").longValue()).isEqualTo(second);
      assertThat(changed.getJsonObject("value")).isEqualTo(price(2));
    }
  }

  @Test
  void aStreamIsToldTheStateAndThenEachChange() {
    put("ticker", 1);
    try (EventStream stream = EventStream.sse(server.uri(), "?topic=" + topic)) {
      assertThat(stream.next("state").frame().getJsonObject("value")).isEqualTo(price(1));
      put("ticker", 2);
      assertThat(stream.next("state").frame().getJsonObject("value")).isEqualTo(price(2));
    }
  }

  @Test
  void aPollThatSendsTheWholeCursorBackIsNotToldAnUnchangedState() {
    put("ticker", 1);
    JsonObject answer = guest.poll(topic, "").json();
    assertThat(states(answer)).hasSize(1);
    JsonObject next = guest.poll(topic + "@" + cursorIn(answer), "").json();
    assertThat(next.getJsonArray("events")).isEmpty();
    JsonObject third = guest.poll(topic + "@" + cursorIn(next), "").json();
    assertThat(third.getJsonArray("events")).isEmpty();
  }

  @Test
  void aPollIsToldOnlyTheNewestOfWhatChanged() {
    put("ticker", 1);
    put("other", 7);
    String cursor = cursorIn(guest.poll(topic, "").json());
    put("ticker", 2);
    put("ticker", 3);
    List<JsonObject> told = states(guest.poll(topic + "@" + cursor, "").json());
    assertThat(told).extracting(frame -> frame.getString("key")).containsExactly("ticker");
    assertThat(told.get(0).getJsonObject("value")).isEqualTo(price(3));
  }

  @Test
  void aPollWithoutTheThirdPartIsToldTheWholeState() {
    put("ticker", 1);
    put("other", 7);
    String whole = cursorIn(guest.poll(topic, "").json());
    String two = io.madang.e2e.kit.Cursor.parse(whole).toString();
    assertThat(states(guest.poll(topic + "@" + two, "").json()))
        .extracting(frame -> frame.getString("key"))
        .containsExactlyInAnyOrder("ticker", "other");
  }

  @Test
  void aPollWithAThirdPartThatTheServerDoesNotKnowIsToldTheWholeState() {
    put("ticker", 1);
    String whole = cursorIn(guest.poll(topic, "").json());
    String strange = io.madang.e2e.kit.Cursor.parse(whole) + ".zzz-of-another-server";
    assertThat(states(guest.poll(topic + "@" + strange, "").json())).hasSize(1);
  }

  @Test
  void aLongPollAnswersAsSoonAsTheStateChanges() {
    put("ticker", 1);
    String cursor = cursorIn(guest.poll(topic, "").json());
    CompletableFuture<Api.Answer> waiting =
        guest.getLater("/events?wait=30&topic=" + Urls.encode(topic + "@" + cursor));
    put("ticker", 2);
    List<JsonObject> told = states(waiting.join().json());
    assertThat(told).extracting(frame -> frame.getJsonObject("value")).containsExactly(price(2));
  }

  private long put(String key, int price) {
    Api.Answer answer =
        guest.put(
            state + "/" + key,
            price(price).toString(),
            "Authorization",
            "Bearer " + SharedServer.PUBLISH_KEY);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().getJsonNumber("version").longValue();
  }

  private static JsonObject price(int price) {
    return Frames.build().add("price", price).build();
  }

  private String cursorIn(JsonObject answer) {
    return answer.getJsonObject("cursors").getString(topic);
  }

  private static List<JsonObject> states(JsonObject answer) {
    return answer.getJsonArray("events").getValuesAs(JsonObject.class).stream()
        .filter(event -> Frames.is(event, "state"))
        .toList();
  }
}
