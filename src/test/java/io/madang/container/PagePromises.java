package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.RawHttp;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Pages that the container makes of JSP. */
interface PagePromises extends Promises {

  @Test
  default void theFirstPageNamesTheRooms() {
    String topic = Urls.freshTopic("chat/마당");
    guest().publish(topic, "1", "one");
    assertThat(page("/")).contains(topic.substring("chat/".length()));
  }

  @Test
  default void aRoomHasAPageWithItsName() {
    assertThat(page("/chat/lobby")).contains("lobby");
    assertThat(page("/chat/%EB%A7%88%EB%8B%B9/a~b")).contains("마당/a~b");
  }

  @Test
  default void whatIsNoRoomIsNotFoundAndComesBackOnlyEscaped() {
    Api.Answer answer = guest().get("/chat/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("<script>alert");
  }

  @Test
  default void whatOnlyTheProgramNeedsIsNotServed() {
    assertThat(guest().get("/io/madang/boot/Main.class").status()).isIn(403, 404);
    assertThat(guest().get("/WEB-INF/web.xml").status()).isIn(403, 404);
  }

  @Test
  default void aFormSpeaksWithoutAScript() {
    String topic = Urls.freshTopic("chat");
    String room = "/chat/" + topic.substring("chat/".length());
    String form = "id=1&name=%EB%AF%BC%EC%95%84&text=%EC%95%88%EB%85%95";
    String[] type = {"Content-Type", "application/x-www-form-urlencoded"};
    assertThat(guest().send("POST", room, form, type).status()).isEqualTo(303);
    assertThat(page(room)).contains("민아", "안녕");
    assertThat(guest().send("POST", room, "id=1&name=&text=x", type).status()).isEqualTo(400);
  }

  @Test
  default void aFormThatIsNoTextIsRefusedWithoutAPage() {
    byte[] form = {'i', 'd', '=', (byte) 0xff};
    List<String> type = List.of("Content-Type: application/x-www-form-urlencoded");
    RawHttp.Answer answer = RawHttp.ask(base(), "POST", "/chat/lobby", type, form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body()).isEqualTo("the body is not UTF-8\n");
  }

  @Test
  default void whoGoesAstrayFindsAPageOfThisHouse() {
    Api.Answer answer = guest().get("/no-such-page", "Accept-Language", "ko");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("<html lang=\"ko\"", "error-page").doesNotContain("???");
  }

  @Test
  default void theMarketShowsWhatTheAddressNames() {
    assertThat(page("/market?symbol=ETH-KRW&symbol=SOL-KRW&chart=SOL-KRW"))
        .contains("data-watched=\"ETH-KRW SOL-KRW\"", "data-charted=\"SOL-KRW\"")
        .doesNotContain("???");
  }

  @Test
  default void theServersPageNamesItsContainerAndNoVersion() {
    String page = page("/server");
    assertThat(page).containsPattern("(?i)jetty|tomcat|payara|wildfly").doesNotContain("???");
    assertThat(page).contains("TopicsServlet").doesNotContainPattern("(Tomcat|Server) ?/? *[0-9]");
  }

  @Test
  default void theLabMeasuresThisVeryContainer() {
    assertThat(page("/lab")).contains("data-transport=\"websocket\"").doesNotContain("???");
    String form = "rate=10&readers=2&interval=200&payload=20&seconds=2";
    Api.Answer begun =
        guest().send("POST", "/lab", form, "Content-Type", "application/x-www-form-urlencoded");
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String state = Urls.topic(begun.json().getString("topic")) + "/state";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> guest().get(state).body().matches("(?s).*\"phase\":\"(finished|failed)\".*"));
    JsonObject told = guest().get(state).json();
    assertThat(told.getJsonObject("run").getJsonObject("value").getString("phase"))
        .as(told.toString())
        .isEqualTo("finished");
    assertThat(told.getJsonObject("figures").getJsonObject("value").getJsonArray("transports"))
        .hasSize(5)
        .allSatisfy(
            row -> {
              assertThat(row.asJsonObject().getInt("delivered")).isPositive();
              assertThat(row.asJsonObject().getInt("missed")).isZero();
              assertThat(row.asJsonObject().getInt("repeated")).isZero();
            });
  }

  @Test
  default void theBrowserClientIsServedAsAModuleWithItsTypes() {
    assertThat(guest().get("/client/madang.js").header("Content-Type"))
        .startsWith("text/javascript");
    assertThat(guest().get("/client/madang.d.ts").header("Content-Type")).startsWith("text/plain");
    assertThat(guest().get("/client/package.json").header("Content-Type"))
        .startsWith("application/json");
    Api.Answer packed = guest().get("/client/madang.js", "Accept-Encoding", "gzip");
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Content-Type")).startsWith("text/javascript");
    assertThat(
            guest()
                .get(
                    "/client/madang.js",
                    "Accept-Encoding",
                    "gzip",
                    "If-None-Match",
                    packed.header("ETag"))
                .status())
        .isEqualTo(304);
  }

  private String page(String path) {
    Api.Answer answer = guest().get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    return answer.body();
  }
}
