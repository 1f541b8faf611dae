package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages, as a browser asks for them. */
@ExtendWith(SharedServer.class)
class PagesIT {
  private final Api guest;

  PagesIT(MadangProcess server) {
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

    assertThat(page.body()).contains("<html lang=\"" + language + "\">").doesNotContain("???");
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
}
