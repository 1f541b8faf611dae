package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polling answers at once, long polling when there is something to tell. */
@ExtendWith(SharedServer.class)
class PollingIT {
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");

  PollingIT(MadangProcess server) {
    this.guest = server.guest();
  }

  @Test
  void aPollTellsWhatCameAfterTheCursorAndTheNextOneNothing() {
    String start = cursorIn(poll("", ""));
    Cursor first = guest.publish(topic, "1", "one");
    Cursor second = guest.publish(topic, "2", "two");

    JsonObject answer = poll("@" + start, "");
    assertThat(messages(answer)).extracting(Cursor::of).containsExactly(first, second);
    assertThat(Cursor.parse(cursorIn(answer))).isEqualTo(second);
    assertThat(poll("@" + cursorIn(answer), "").getJsonArray("events")).isEmpty();
  }

  @Test
  void anAnswerThatWasLostIsAskedForAgainWithTheOldCursor() {
    String start = cursorIn(poll("", ""));
    guest.publish(topic, "1", "one");
    List<JsonObject> lost = messages(poll("@" + start, ""));
    assertThat(messages(poll("@" + start, ""))).isEqualTo(lost).hasSize(1);
  }

  @Test
  void lastGivesTheNewest() {
    publish(5);
    assertThat(messages(poll("", "&last=3")))
        .extracting(message -> message.getString("id"))
        .containsExactly("3", "4", "5");
  }

  @Test
  void withoutLastAndCursorOnlyThePlaceIsTold() {
    Cursor third = publish(3);
    JsonObject answer = poll("", "");
    assertThat(messages(answer)).isEmpty();
    assertThat(Cursor.parse(cursorIn(answer))).isEqualTo(third);
  }

  @Test
  void oneRequestMayAskForSeveralTopics() {
    String other = Urls.freshTopic("chat");
    guest.publish(topic, "1", "one");
    guest.publish(other, "2", "two");
    JsonObject answer =
        guest.get("/events?last=9&topic=" + topic + "&topic=" + Urls.encode(other)).json();
    assertThat(answer.getJsonObject("cursors")).containsOnlyKeys(topic, other);
    assertThat(messages(answer))
        .extracting(message -> message.getString("id"))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void aCursorOfAnotherEpochIsAnsweredWithAGapBeforeAnyMessage() {
    Cursor second = publish(2);
    JsonObject answer = poll("@" + second.epoch() + "0.1", "");
    List<JsonObject> told =
        events(answer).stream()
            .filter(event -> Frames.is(event, "gap") || Frames.is(event, "message"))
            .toList();
    assertThat(told.get(0).getString("type")).isEqualTo("gap");
    assertThat(told.get(0).getString("reason")).isEqualTo("epoch");
    assertThat(Cursor.parse(cursorIn(answer)).epoch()).isEqualTo(second.epoch());
  }

  @Test
  void aLongPollAnswersAsSoonAsThereIsAMessage() {
    String start = cursorIn(poll("", ""));
    long began = System.nanoTime();
    CompletableFuture<Api.Answer> waiting =
        guest.getLater("/events?wait=30&topic=" + Urls.encode(topic + "@" + start));
    Cursor first = guest.publish(topic, "1", "one");
    assertThat(messages(waiting.join().json())).extracting(Cursor::of).containsExactly(first);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aLongPollAnswersAtOnceWhatIsAlreadyThere() {
    String start = cursorIn(poll("", ""));
    Cursor first = guest.publish(topic, "1", "one");
    long began = System.nanoTime();
    JsonObject answer = poll("@" + start, "&wait=30");
    assertThat(messages(answer)).extracting(Cursor::of).containsExactly(first);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aLongPollWithNothingToTellAnswersWithNoEventAfterTheWait() {
    String start = cursorIn(poll("", ""));
    long began = System.nanoTime();
    JsonObject answer = poll("@" + start, "&wait=1");
    assertThat(answer.getJsonArray("events")).isEmpty();
    assertThat(Cursor.parse(cursorIn(answer))).isEqualTo(Cursor.parse(start));
    assertThat(since(began)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "31", "-1", "soon", "1.5"})
  void aWaitOutsideOf1To30IsABadRequest(String wait) {
    assertBadRequest(guest.poll(topic, "&wait=" + wait));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1001", "many"})
  void aLastOutsideOf0To1000IsABadRequest(String last) {
    assertBadRequest(guest.poll(topic, "&last=" + last));
  }

  @Test
  void withoutATopicItIsABadRequest() {
    assertBadRequest(guest.get("/events"));
  }

  @Test
  void moreThan100TopicsAreRefusedNamingTheLimit() {
    StringBuilder query = new StringBuilder("/events?last=0");
    IntStream.rangeClosed(1, 101).forEach(i -> query.append("&topic=chat/many-").append(i));
    Api.Answer answer = guest.get(query.toString());
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.json().getString("detail")).contains("100");
  }

  @Test
  void hundredTopicsAreTaken() {
    StringBuilder query = new StringBuilder("/events?last=0");
    IntStream.rangeClosed(1, 100).forEach(i -> query.append("&topic=chat/many-").append(i));
    assertThat(guest.get(query.toString()).json().getJsonObject("cursors")).hasSize(100);
  }

  private static void assertBadRequest(Api.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  private Cursor publish(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> guest.publish(topic, String.valueOf(i), "message " + i))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private JsonObject poll(String at, String rest) {
    return guest.poll(topic + at, rest).json();
  }

  private String cursorIn(JsonObject answer) {
    return answer.getJsonObject("cursors").getString(topic);
  }

  private static List<JsonObject> events(JsonObject answer) {
    return answer.getJsonArray("events").getValuesAs(JsonObject.class);
  }

  private static List<JsonObject> messages(JsonObject answer) {
    return events(answer).stream().filter(event -> Frames.is(event, "message")).toList();
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
