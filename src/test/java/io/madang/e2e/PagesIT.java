package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages, as a browser asks for them. */
@ExtendWith(SharedServer.class)
class PagesIT {
  private final MadangProcess server;
  private final Api guest;

  PagesIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  @Test
  void aRoomInWhichSomebodySpokeIsListed() {
    String topic = Urls.freshTopic("chat") + "-마당";
    guest.publish(topic, "1", "안녕");
    String room = topic.substring("chat/".length());

    String page = guest.get("/").body();

    assertThat(page).contains(">" + room + "<").contains("/chat/" + Urls.encode(room));
  }

  @Test
  void aRoomTellsItsModuleTheTopic() {
    Api.Answer page = guest.get("/chat/" + Urls.encode("마당") + "/" + Urls.encode("뜰"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("data-topic=\"chat/마당/뜰\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ko,ko",
    "'ko-KR,ko;q=0.9,en;q=0.8',ko",
    "'en-GB,ko;q=0.5',en",
    "'fr,ko;q=0.5',ko",
    "fr,en"
  })
  void theReaderChoosesTheLanguage(String accepted, String language) {
    Api.Answer page = guest.get("/", "Accept-Language", accepted);

    assertThat(page.body()).contains("<html lang=\"" + language + "\"").doesNotContain("???");
    assertThat(page.header("Vary")).contains("Accept-Language");
  }

  @Test
  void bothLanguagesHaveAllWordsOfARoom() {
    for (String language : new String[] {"en", "ko"}) {
      String page = guest.get("/chat/lobby", "Accept-Language", language).body();
      assertThat(page).contains("data-word=\"internal\"").doesNotContain("???");
    }
  }

  @ParameterizedTest
  @CsvSource({"lobby,lobby", "' 마당  사랑방 ',마당-사랑방", "a.b_c~d,a.b_c~d"})
  void theFormLeadsToTheRoom(String typed, String room) {
    Api.Answer answer = guest.get("/chat?room=" + Urls.encode(typed));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/chat/" + Urls.encode(room));
  }

  @Test
  void theFormComposesWhatAnAppleTyped() {
    Api.Answer answer = guest.get("/chat?room=" + Urls.encode("\u1106\u1161\u1103\u1161\u11bc"));

    assertThat(answer.header("Location")).endsWith("/chat/" + Urls.encode("마당"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<script>", "a//b", "\"onload=x", "//example.org"})
  void aNameThatNoRoomCanHaveIsToldAndNotEchoed(String typed) {
    Api.Answer answer = guest.get("/chat?room=" + Urls.encode(typed));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<script>", "onload");
  }

  @Test
  void anAddressThatNoRoomCanHaveIsNotFound() {
    assertThat(guest.get("/chat/bad%20name").status()).isEqualTo(404);
  }

  @Test
  void aPageAllowsNoInlineScriptOrStyleAndHasNone() {
    Api.Answer page = guest.get("/chat/lobby");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("<style", " style=", "<script>", " onclick=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/static/", "/static/chat/", "/WEB-INF/pages/room.jsp"})
  void foldersAndSourcesAreNobodysBusiness(String path) {
    assertThat(guest.get(path).status()).isIn(403, 404);
  }

  @Test
  void theServerShowsWhatWasSaidAndWhatBecameOfIt() {
    String topic = Urls.freshTopic("chat");
    Cursor first = guest.publish(topic, "1", "first <b>sketch</b>");
    Cursor second = guest.publish(topic, "2", "regretted");
    change(topic, "3", "{\"edit\":\"" + first + "\",\"text\":\"the <b>final</b> word\"}");
    change(topic, "4", "{\"delete\":\"" + second + "\"}");
    change(topic, "5", "{\"react\":\"" + first + "\",\"emoji\":\"🎉\",\"on\":true}");
    server.guest().publish(topic, "6", "mine");
    Api stranger = server.guest();
    change(stranger, topic, "7", "{\"delete\":\"" + first + "\"}");

    String page = guest.get(room(topic)).body();

    assertThat(page)
        .contains("the &lt;b&gt;final&lt;/b&gt; word", "🎉 1", ">mine<")
        .doesNotContain("sketch", "regretted", "<b>final");
  }

  private void change(String topic, String id, String body) {
    change(guest, topic, id, body);
  }

  private static void change(Api who, String topic, String id, String body) {
    String frame = "{\"id\":\"" + id + "\",\"body\":" + body + "}";
    assertThat(who.post(Urls.topic(topic) + "/messages", frame).status()).isEqualTo(201);
  }

  private static String room(String topic) {
    return "/chat/" + Urls.encode(topic.substring("chat/".length()));
  }

  @Test
  void aFormSpeaksWithoutAScriptAndIsTheSamePersonTheNextTime() {
    String topic = Urls.freshTopic("chat");

    Api.Answer said = say(topic, "id=1&name=%EB%AF%BC%EC%95%84&text=one%0D%0Atwo");
    assertThat(said.status()).isEqualTo(303);
    assertThat(said.header("Location")).startsWith(room(topic));
    String cookies = cookies(said);
    assertThat(said.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
    assertThat(say(topic, "id=1&name=Mina&text=again", "Cookie", cookies).status()).isEqualTo(303);
    assertThat(say(topic, "id=2&name=Mina&text=more", "Cookie", cookies).status()).isEqualTo(303);

    JsonArray kept = history(topic);
    assertThat(kept).hasSize(2);
    assertThat(kept.getJsonObject(0).getString("name")).isEqualTo("민아");
    assertThat(kept.getJsonObject(0).getJsonObject("body").getString("text")).isEqualTo("one\ntwo");
    assertThat(kept.getJsonObject(1).getString("user"))
        .isEqualTo(kept.getJsonObject(0).getString("user"));
    assertThat(guest.get(room(topic), "Cookie", cookies).body()).contains("value=\"민아\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,https://elsewhere.example",
    "Origin,null",
    "Sec-Fetch-Site,cross-site",
    "Sec-Fetch-Site,same-site"
  })
  void aFormOfAnotherSiteIsRefused(String header, String value) {
    String topic = Urls.freshTopic("chat");

    assertThat(say(topic, "id=1&name=Mina&text=hi", header, value).status()).isEqualTo(403);
    assertThat(guest.send("POST", "/preferences", "theme=dark", FORM[0], FORM[1], header, value))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(403));
    assertThat(history(topic)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'id=1&name=&text=hi',400",
    "'id=1&name=Mina&text=%20',400",
    "'id=1&name=Mina',400",
    "'name=Mina&text=hi',400"
  })
  void aFormThatWillNotDoComesBackWithWhatWasTyped(String form, int status) {
    String topic = Urls.freshTopic("chat");

    Api.Answer answer = say(topic, form);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body())
        .doesNotContain("role=\"alert\" hidden")
        .contains("action=\"" + room(topic));
    assertThat(history(topic)).isEmpty();
  }

  @Test
  void aFormOverTheSizeOfAMessageIsTooLarge() {
    String topic = Urls.freshTopic("chat");
    assertThat(say(topic, "id=1&name=Mina&text=" + "x".repeat(65_600)).status()).isEqualTo(413);
    assertThat(say(topic, "id=1&name=Mina&text=" + "x".repeat(250_000)).status()).isEqualTo(413);
    assertThat(history(topic)).isEmpty();
  }

  @Test
  void languageAndThemeAreKeptAndTheReaderComesBackToThePage() {
    Api.Answer chosen = prefer("language=ko&theme=dark&to=/chat/lobby");
    assertThat(chosen.status()).isEqualTo(303);
    assertThat(chosen.header("Location")).isEqualTo("/chat/lobby");

    String page = guest.get("/", "Cookie", cookies(chosen), "Accept-Language", "en").body();

    assertThat(page).contains("<html lang=\"ko\" data-theme=\"dark\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example/", "//elsewhere.example", "/%5Cevil", "x", ""})
  void aChoiceLeadsToNoOtherSite(String to) {
    assertThat(prefer("theme=pink&to=" + to).header("Location")).isEqualTo("/");
    assertThat(prefer("theme=pink&to=" + to).headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void whoGoesAstrayFindsAPageOfThisHouse() {
    Api.Answer answer = guest.get("/no-such-page", "Accept-Language", "ko");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("<html lang=\"ko\"", "error-page").doesNotContain("???");
    assertThat(answer.header("Content-Security-Policy")).contains("require-trusted-types-for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/chat/lobby", "/market", "/lab", "/server"})
  void whoMayNotComeInFindsAPageOfThisHouseToo(String path) {
    Api.Answer answer = guest.get(path, "Authorization", "Bearer of-nothing");

    assertThat(answer.status()).isIn(200, 401);
    assertThat(answer.body()).contains("<html lang=\"en\"").doesNotContain("???", "xception");
    assertThat(answer.header("Content-Security-Policy")).contains("require-trusted-types-for");
  }

  private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

  private Api.Answer say(String topic, String form, String... headers) {
    return guest.send("POST", room(topic), form, with(headers));
  }

  private Api.Answer prefer(String form) {
    return guest.send("POST", "/preferences", form, FORM);
  }

  private static String[] with(String... headers) {
    return Stream.concat(Stream.of(FORM), Stream.of(headers)).toArray(String[]::new);
  }

  private static String cookies(Api.Answer answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }

  private JsonArray history(String topic) {
    return guest.get(Urls.topic(topic) + "/messages").json().getJsonArray("messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/client/madang.js", "/static/css/base.css"})
  void scriptsAndStylesComePackedToThoseWhoTakeThemSo(String path) throws IOException {
    HttpResponse<byte[]> plain = guest.bytes("GET", path);
    HttpResponse<byte[]> packed = guest.bytes("GET", path, "Accept-Encoding", "br, gzip");

    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Content-Type")).isEqualTo(header(plain, "Content-Type"));
    assertThat(packed.headers().map().get("vary")).contains("Accept-Encoding");
    assertThat(plain.headers().map().get("vary")).contains("Accept-Encoding");
    assertThat(header(packed, "Cache-Control")).isEqualTo("no-cache");
    assertThat(packed.body().length).isLessThan(plain.body().length / 2);
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()));
    assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
  }

  @Test
  void whoHasAPackedScriptGetsItNotAgain() {
    String path = "/client/connector.js";
    HttpResponse<byte[]> packed = guest.bytes("GET", path, "Accept-Encoding", "gzip");
    String tag = header(packed, "ETag");

    HttpResponse<byte[]> again =
        guest.bytes("GET", path, "Accept-Encoding", "gzip", "If-None-Match", "W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(again.headers().map().get("vary")).contains("Accept-Encoding");
    assertThat(guest.bytes("GET", path, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void headAndPartsOfAScriptAreRight() {
    String path = "/client/connector.js";
    HttpResponse<byte[]> packed = guest.bytes("GET", path, "Accept-Encoding", "gzip");

    HttpResponse<byte[]> head = guest.bytes("HEAD", path, "Accept-Encoding", "gzip");
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo("" + packed.body().length);
    assertThat(header(head, "ETag")).isEqualTo(header(packed, "ETag"));
    HttpResponse<byte[]> part =
        guest.bytes("GET", path, "Accept-Encoding", "gzip", "Range", "bytes=0-5");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("import");
    assertThat(header(part, "Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/events?topic=chat/lobby", "/client/no-such.js"})
  void whatIsNotTheSameForEverybodyIsNotPacked(String path) {
    assertThat(header(guest.bytes("GET", path, "Accept-Encoding", "gzip"), "Content-Encoding"))
        .isEmpty();
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
