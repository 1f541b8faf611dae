package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Urls;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requests that ask for news. */
interface PollPromises extends Promises {

  @Test
  default void aPollTellsAtOnceWhatCameAfterItsCursor() {
    String topic = Urls.freshTopic("chat/마당");
    Api guest = guest();
    Cursor first = guest.publish(topic, "1", "하나");
    Cursor second = guest.publish(topic, "2", "둘");
    Api.Answer news = guest.poll(topic + "@" + first, "");
    assertThat(onlyCursor(news)).isEqualTo(second);
    assertThat(news.json().getJsonObject("cursors").getString(topic)).startsWith(second.toString());
    assertThat(guest.poll(topic + "@" + second, "").json().getJsonArray("events")).isEmpty();
  }

  @Test
  default void aLongPollWakesWhenAMessageComes() {
    String topic = Urls.freshTopic("chat");
    Cursor first = guest().publish(topic, "1", "one");
    CompletableFuture<Api.Answer> waiting =
        guest().getLater("/events?wait=30&topic=" + Urls.encode(topic + "@" + first));
    Cursor second = guest().publish(topic, "2", "two");
    assertThat(onlyCursor(waiting.join())).isEqualTo(second);
  }

  @Test
  default void aLongPollWithoutNewsIsAnsweredWhenItsTimeIsUp() {
    String topic = Urls.freshTopic("chat");
    Api.Answer answer = guest().poll(topic, "&wait=1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonArray("events")).isEmpty();
    assertThat(answer.json().getJsonObject("cursors")).containsOnlyKeys(topic);
  }

  private static Cursor onlyCursor(Api.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonArray("events")).hasSize(1);
    return Cursor.of(answer.json().getJsonArray("events").getJsonObject(0));
  }
}
