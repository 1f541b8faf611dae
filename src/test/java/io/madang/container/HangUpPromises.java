package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.RawHttp;
import io.madang.e2e.kit.Urls;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Clients that go while they are told something. */
interface HangUpPromises extends Promises {

  /**
   * A container uses the objects of a request again: what fails on a stream that nobody reads any
   * more must not be told to the next who asks.
   */
  @Test
  default void whoGoesTakesNobodysAnswerAlong() {
    String topic = Urls.freshTopic("chat");
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      int number = lane;
      lanes.add(
          CompletableFuture.runAsync(
              () -> goAndSpeak(topic, number, wrong), task -> new Thread(task, "lane").start()));
    }
    lanes.forEach(CompletableFuture::join);
    assertThat(wrong).isEmpty();
  }

  private void goAndSpeak(String topic, int lane, Queue<String> wrong) {
    for (int round = 0; round < 60; round++) {
      List<String> from = List.of("X-Forwarded-For: 10.9.%d.%d".formatted(lane, round / 10));
      String client = "?client=" + Urls.freshClient();
      for (String type : List.of("text/event-stream", "application/x-ndjson")) {
        List<String> headers = new ArrayList<>(from);
        headers.add("Accept: " + type);
        RawHttp.ask(base(), "GET", "/events" + client + "&topic=" + topic, headers, "");
      }
      String id = lane + "-" + round;
      List<String> headers = new ArrayList<>(from);
      headers.add("Content-Type: application/json");
      RawHttp.Answer answer =
          RawHttp.ask(
              base(),
              "POST",
              "/topics/" + topic + "/messages" + client,
              headers,
              Frames.message(id, "hello"));
      if (answer.status() != 201 || !answer.body().contains("\"" + id + "\"")) {
        wrong.add(answer.whole());
      }
    }
  }
}
