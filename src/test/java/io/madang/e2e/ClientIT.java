package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.checker.Checker;
import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Conversation;
import io.madang.e2e.kit.FaultyProxy;
import io.madang.e2e.kit.FaultyProxy.Fault;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Urls;
import io.madang.e2e.kit.WholeLog;
import io.madang.history.History;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code madang.js} with a real server, which is killed while people talk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientIT {
  private static final int A_WHILE = 25;
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
    try (History history = new History(topic);
        Conversation conversation = Conversation.begin(server.uri(), topic, transports, history)) {
      conversation.goesOnFor(A_WHILE);
      server.kill();
      server.restart();
      conversation.goesOnFor(A_WHILE);
      conversation.end();
      judge(history, topic);
    }
  }

  @Test
  void behindAProxyThatSwallowsUpgradesAndHoldsStreamsTheyTalkByLongPolling() {
    String topic = Urls.freshTopic("chat");
    try (FaultyProxy proxy =
            new FaultyProxy(server.uri(), Fault.SWALLOWS_UPGRADES, Fault.HOLDS_STREAMS);
        History history = new History(topic);
        Conversation conversation = Conversation.begin(proxy.uri(), topic, ALL, history)) {
      conversation.goesOnFor(A_WHILE);
      server.kill();
      server.restart();
      conversation.goesOnFor(A_WHILE);
      assertThat(conversation.end())
          .allSatisfy(one -> assertThat(strings(one, "used")).containsOnly("long-poll"));
      judge(history, topic);
      assertThat(proxy.harmed()).isGreaterThanOrEqualTo(4);
    }
  }

  private void judge(History history, String topic) {
    new WholeLog(server.guest(), topic).tell(history);
    assertThat(Checker.judge(history.file()).violations()).isEmpty();
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
