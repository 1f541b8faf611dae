package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is in the topic now, per person. */
@ExtendWith(SharedServer.class)
@Timeout(90)
class PresenceIT {
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final MadangProcess server;
  private final String topic = Urls.freshTopic("chat");
  private final String query = "?presence=true&topic=" + topic;

  PresenceIT(MadangProcess server) {
    this.server = server;
  }

  @Test
  void whoComesIsToldWhoIsHereAndTheOthersThatSomebodyJoined() {
    try (RawWebSocket here = open(Urls.freshClient(), "&name=Ara")) {
      String ara = here.next("welcome").getString("user");
      here.next("presence");
      try (RawWebSocket coming = open(Urls.freshClient(), "&name=Bora")) {
        String bora = coming.next("welcome").getString("user");
        JsonObject roster = coming.next(frame -> frame.containsKey("online"));
        assertThat(users(roster, "online")).contains(ara);
        assertThat(names(roster, "online")).contains("Ara");
        JsonObject joined = here.next(frame -> users(frame, "join").contains(bora));
        assertThat(joined.getString("topic")).isEqualTo(topic);
        assertThat(names(joined, "join")).contains("Bora");
      }
    }
  }

  @Test
  void whoLeavesIsToldToTheOthers() {
    try (RawWebSocket here = open(Urls.freshClient(), "")) {
      here.next("presence");
      String user;
      try (RawWebSocket leaving = open(Urls.freshClient(), "")) {
        user = leaving.next("welcome").getString("user");
        here.next(frame -> users(frame, "join").contains(user));
      }
      assertThat(here.next(frame -> users(frame, "leave").contains(user))).isNotNull();
    }
  }

  @Test
  void unsubscribingIsLeaving() {
    try (RawWebSocket here = open(Urls.freshClient(), "");
        RawWebSocket leaving = open(Urls.freshClient(), "")) {
      String user = leaving.next("welcome").getString("user");
      here.next(frame -> isHere(frame, user));
      leaving.send("{\"type\":\"unsubscribe\",\"topic\":\"" + topic + "\"}");
      assertThat(here.next(frame -> users(frame, "leave").contains(user))).isNotNull();
    }
  }

  @Test
  void twoTabsAreOnePersonWhoLeavesWithTheLastOfThem() {
    String client = Urls.freshClient();
    try (RawWebSocket here = open(Urls.freshClient(), "")) {
      here.next("presence");
      RawWebSocket firstTab = open(client, "");
      String person = firstTab.next("welcome").getString("user");
      here.next(frame -> users(frame, "join").contains(person));

      RawWebSocket secondTab = open(client, "");
      assertThat(users(secondTab.next(frame -> frame.containsKey("online")), "online"))
          .containsOnlyOnce(person);
      firstTab.close();
      try (RawWebSocket third = open(Urls.freshClient(), "")) {
        String other = third.next("welcome").getString("user");
        JsonObject next = here.next("presence");
        assertThat(users(next, "join")).containsExactly(other);
        assertThat(users(next, "leave")).isEmpty();
        assertThat(users(third.next(frame -> frame.containsKey("online")), "online"))
            .containsOnlyOnce(person);
        secondTab.close();
        assertThat(users(here.next("presence"), "leave")).containsExactly(person);
      }
    }
  }

  @Test
  void whoDidNotAskIsNotToldWhoIsHere() {
    try (RawWebSocket incurious = RawWebSocket.open(server.uri(), "")) {
      incurious.send(Frames.subscribe(topic)).next("subscribed");
      try (RawWebSocket other = open(Urls.freshClient(), "")) {
        other.next("presence");
        server.guest().publish(topic, "1", "one");
        assertThat(incurious.next().getString("type")).isEqualTo("message");
      }
    }
  }

  @Test
  void aSubscribeFrameMayAskForPresence() {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "")) {
      socket.send("{\"type\":\"subscribe\",\"topic\":\"" + topic + "\",\"presence\":true}");
      assertThat(socket.next("presence").containsKey("online")).isTrue();
    }
  }

  @Test
  void aPollIsToldTheRosterAndThenNothingThatItKnows() {
    try (RawWebSocket here = open(Urls.freshClient(), "")) {
      String user = here.next("welcome").getString("user");
      here.next("presence");
      Api guest = server.guest();
      JsonObject first = guest.poll(topic, "&presence=true").json();
      assertThat(presences(first)).anyMatch(frame -> users(frame, "online").contains(user));
      String[] cursor = {cursorIn(first)};
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                JsonObject next = guest.poll(topic + "@" + cursor[0], "&presence=true").json();
                cursor[0] = cursorIn(next);
                return next.getJsonArray("events").isEmpty();
              });
    }
  }

  @Test
  void aLongPollAnswersAsSoonAsSomebodyComes() {
    Api guest = server.guest();
    String[] cursor = {cursorIn(guest.poll(topic, "&presence=true").json())};
    try (RawWebSocket coming = open(Urls.freshClient(), "")) {
      String user = coming.next("welcome").getString("user");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                CompletableFuture<Api.Answer> waiting =
                    guest.getLater(
                        "/events?presence=true&wait=10&topic="
                            + Urls.encode(topic + "@" + cursor[0]));
                JsonObject answer = waiting.join().json();
                cursor[0] = cursorIn(answer);
                return presences(answer).stream().anyMatch(frame -> isHere(frame, user));
              });
    }
  }

  @Test
  void whoAsksOverHttpIsHereUntilTheLeaseEnds() {
    try (MadangProcess brief =
        MadangProcess.start("madang.presence.lease=" + LEASE.toSeconds() + "s")) {
      Api guest = brief.guest();
      String user;
      try (RawWebSocket socket = RawWebSocket.open(brief.uri(), "?client=" + guest.client())) {
        user = socket.next("welcome").getString("user");
      }
      try (RawWebSocket here = RawWebSocket.open(brief.uri(), query)) {
        here.next("presence");
        guest.poll(topic, "&presence=true");
        long asked = System.nanoTime();
        here.waitUpTo(LEASE.plusSeconds(20));
        here.next(frame -> users(frame, "join").contains(user));
        here.next(frame -> users(frame, "leave").contains(user));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
            .isBetween(LEASE.minusSeconds(1), LEASE.plusSeconds(20));
      }
    }
  }

  private RawWebSocket open(String client, String rest) {
    return RawWebSocket.open(server.uri(), query + "&client=" + client + rest);
  }

  private static boolean isHere(JsonObject frame, String user) {
    return users(frame, "online").contains(user) || users(frame, "join").contains(user);
  }

  private static List<String> users(JsonObject frame, String field) {
    return people(frame, field).stream().map(person -> person.getString("user")).toList();
  }

  private static List<String> names(JsonObject frame, String field) {
    return people(frame, field).stream().map(person -> person.getString("name")).toList();
  }

  private static List<JsonObject> people(JsonObject frame, String field) {
    JsonArray people = frame.getJsonArray(field);
    return people == null ? List.of() : people.getValuesAs(JsonValue::asJsonObject);
  }

  private String cursorIn(JsonObject answer) {
    return answer.getJsonObject("cursors").getString(topic);
  }

  private static List<JsonObject> presences(JsonObject answer) {
    return answer.getJsonArray("events").getValuesAs(JsonObject.class).stream()
        .filter(event -> Frames.is(event, "presence"))
        .toList();
  }
}
