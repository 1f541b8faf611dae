package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP requests must bring, what errors look like, and what operators ask. */
@ExtendWith(SharedServer.class)
class HttpRulesIT {
  private static final String MESSAGE = Frames.message("1", "one");

  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");
  private final String messages = Urls.topic(topic) + "/messages";

  HttpRulesIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void anErrorIsAProblemWithTheCodeOfTheFrames() {
    Api.Answer answer = guest.post(messages, "{\"body\":{\"text\":\"no id\"}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[]", "{\"id\":\"1\"}", "{\"id\":\"1\",\"body\":7}"})
  void aBodyThatIsNotAMessageIsABadRequest(String body) {
    Api.Answer answer = guest.post(messages, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P", "PUT", "PATCH", "DELETE"})
  void aMethodThatAResourceDoesNotHaveIsAProblem(String method) {
    Api.Answer answer = guest.send(method, messages, MESSAGE);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    Api.Answer events = guest.send(method, "/events?topic=" + topic, MESSAGE);
    assertThat(events.status()).isEqualTo(405);
    assertThat(events.header("Content-Type")).startsWith("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/topics/chat%2Flobby", "/chat/a%2Fb", "/topics/%00", "/WEB-INF%2fweb.xml"})
  void aPathThatSaysTwoThingsIsAProblemAndComesNotBack(String path) {
    Api.Answer answer = guest.get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
    assertThat(answer.json().getInt("status")).isEqualTo(400);
    assertThat(answer.body()).doesNotContainIgnoringCase("jetty", "%2F", "lobby", "exception");
  }

  @Test
  void aBodyOver64KiBIsTooLarge() {
    Api.Answer answer = guest.post(messages, Frames.message("1", "x".repeat(65_536)));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().getString("code")).isEqualTo("too_large");
  }

  @Test
  void jsonThatIsDeeperThan32IsABadRequest() {
    String deep = "{\"id\":\"1\",\"body\":{\"text\":" + "[".repeat(40) + "]".repeat(40) + "}}";
    Api.Answer answer = guest.post(messages, deep);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  @Test
  void unknownFieldsAreIgnored() {
    Api.Answer answer =
        guest.post(messages, "{\"id\":\"1\",\"colour\":\"blue\",\"body\":{\"text\":\"one\"}}");
    assertThat(answer.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  void aWriteNeedsAJsonContentType(String type) {
    Api.Answer answer = guest.send("POST", messages, MESSAGE, "Content-Type", type);
    assertThat(answer.status()).isIn(400, 415);
    assertNothingIsKept();
  }

  @Test
  void aWriteWithoutAContentTypeIsRefused() {
    assertThat(guest.send("POST", messages, MESSAGE).status()).isIn(400, 415);
    assertNothingIsKept();
  }

  @Test
  void aJsonContentTypeMayNameItsCharset() {
    assertThat(
            guest
                .send("POST", messages, MESSAGE, "Content-Type", "application/json; charset=UTF-8")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aPageOfTheServersOwnHostMayWrite() {
    assertThat(guest.post(messages, MESSAGE, "Origin", server.uri().toString()).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example", "http://127.0.0.1:1", "null"})
  void aPageOfAnotherOriginMayNotWrite(String origin) {
    Api.Answer answer = guest.post(messages, MESSAGE, "Origin", origin);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().getString("code")).isEqualTo("forbidden");
    assertNothingIsKept();
  }

  @Test
  void aProgramWithoutAnOriginMayWrite() {
    assertThat(guest.post(messages, MESSAGE).status()).isEqualTo(201);
  }

  @Test
  void aMethodThatAResourceDoesNotHaveIs405() {
    assertThat(guest.send("DELETE", messages, "").status()).isEqualTo(405);
    assertThat(guest.post(Urls.topic(topic) + "/state", "{}").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/topics/nowhere/a/messages", "/topics/nowhere/a/state"})
  void aNamespaceThatNobodyServesIsNotFound(String path) {
    Api.Answer answer = guest.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("code")).isEqualTo("not_found");
  }

  @Test
  void publishingToANamespaceThatNobodyServesIsNotFound() {
    Api.Answer answer = guest.post("/topics/nowhere/a/messages", MESSAGE);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("code")).isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void aHealthyServerSaysSo(String path) {
    assertThat(guest.get(path).status()).isEqualTo(200);
  }

  @Test
  void metricsArePrometheusText() {
    Api.Answer answer = guest.get("/metrics");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body()).containsPattern("(?m)^# TYPE \\S+ (counter|gauge|histogram)$");
  }

  private void assertNothingIsKept() {
    assertThat(guest.get(messages).json().getJsonArray("messages")).isEmpty();
  }
}
