package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Conversation;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.FaultyProxy;
import io.madang.e2e.kit.FaultyProxy.Fault;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code madang.js} with a real server, which is killed while people talk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientIT {
  private static final int A_WHILE = 40;
  private static final String ALL = "websocket,stream,long-poll,poll";

  private final MadangProcess server =
      MadangProcess.start(
          "madang.limits.publishes-per-second=100000",
          "madang.limits.publish-burst=100000",
          "madang.origins=https://shop.example");

  @AfterAll
  void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "stream", "long-poll", "poll", ALL})
  void bothHearEverythingOnceAndInOrderAlthoughTheServerIsKilled(String transports) {
    String topic = Urls.freshTopic("chat");
    try (Conversation conversation = Conversation.begin(server.uri(), topic, transports)) {
      conversation.goesOnFor(A_WHILE);
      server.kill();
      server.restart();
      conversation.goesOnFor(A_WHILE);
      check(conversation.end(), topic);
    }
  }

  @Test
  void behindAProxyThatSwallowsUpgradesAndHoldsStreamsTheyTalkByLongPolling() {
    String topic = Urls.freshTopic("chat");
    try (FaultyProxy proxy =
            new FaultyProxy(server.uri(), Fault.SWALLOWS_UPGRADES, Fault.HOLDS_STREAMS);
        Conversation conversation = Conversation.begin(proxy.uri(), topic, ALL)) {
      conversation.goesOnFor(A_WHILE);
      server.kill();
      server.restart();
      conversation.goesOnFor(A_WHILE);
      List<JsonObject> people = conversation.end();
      check(people, topic);
      assertThat(people)
          .allSatisfy(one -> assertThat(strings(one, "used")).containsOnly("long-poll"));
      assertThat(proxy.harmed()).isGreaterThanOrEqualTo(4);
    }
  }

  private void check(List<JsonObject> people, String topic) {
    List<JsonArray> log = pairs(people.get(0), "heard");
    assertThat(log).hasSizeGreaterThan(A_WHILE).doesNotHaveDuplicates();
    assertThat(IntStream.range(0, log.size()).mapToObj(i -> offset(log.get(i))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, log.size()).boxed().toList());
    assertThat(server.guest().get(Urls.topic(topic)).json().getString("head"))
        .isEqualTo(log.get(log.size() - 1).getString(0));
    for (JsonObject one : people) {
      String name = one.getString("name");
      assertThat(pairs(one, "heard")).as(name).isEqualTo(log);
      assertThat(one.getInt("gaps")).as(name).isZero();
      List<JsonArray> own =
          log.stream().filter(pair -> pair.getString(1).startsWith(name + "-")).toList();
      assertThat(pairs(one, "acks")).as(name).isEqualTo(own);
      assertThat(own.stream().map(pair -> pair.getString(1)))
          .as(name)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, one.getInt("said")).mapToObj(n -> name + "-" + n).toList());
    }
  }

  private static int offset(JsonArray pair) {
    return (int) Cursor.parse(pair.getString(0)).offset();
  }

  private static List<JsonArray> pairs(JsonObject one, String key) {
    return one.getJsonArray(key).getValuesAs(JsonArray.class);
  }

  private static List<String> strings(JsonObject one, String key) {
    return one.getJsonArray(key).getValuesAs(JsonString::getString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"madang.js", "links.js"})
  void itsModulesAreServedAlsoToListedSites(String module) {
    Api.Answer answer = server.guest().get("/client/" + module, "Origin", "https://shop.example");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/javascript");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
  }

  @Test
  void otherSitesGetNoLeaveAndTypesArePlainText() {
    Api.Answer types = server.guest().get("/client/madang.d.ts", "Origin", "https://other.example");

    assertThat(types.header("Content-Type")).startsWith("text/plain");
    assertThat(types.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(server.guest().get("/client/package.json").header("Content-Type"))
        .startsWith("application/json");
  }
}
