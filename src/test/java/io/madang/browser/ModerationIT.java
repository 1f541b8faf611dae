package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Look;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Urls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People sign in, look after a room, and close one. */
@ExtendWith(SharedChromium.class)
class ModerationIT {
  private static final String PASSWORD = "a password of Kim's";
  private static MadangProcess server;
  private final Chromium chromium;

  ModerationIT(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeAll
  static void start() {
    server = MadangProcess.start("madang.login.failures-per-minute=1000");
    String file = server.data().resolve("users").toString();
    MadangProcess.runWith(PASSWORD, "user", "--file", file, "create", "kim", "moderator");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** By the link in the header, as people do. */
  private static Person signsIn(Person person, String topic) {
    person.enters(server.uri(), topic, "").find("a.account").click();
    person.find("#user").fill("kim");
    person.find("#password").fill("wrong");
    person.find(".login button").click();
    person.sees("that it is wrong", () -> person.find("#problem").isVisible()).audit("login");
    person.find("#password").fill(PASSWORD);
    person.find("#password").press("Enter");
    return person.sees("its name", () -> person.find("#account-button").isVisible()).isConnected();
  }

  private static void decides(Person person, String act) {
    person.find("#person-act").selectOption(act);
    person.find("#person-dialog button[value=yes]").click();
    person.sees("what was done", () -> person.find("#decided").isVisible());
  }

  @Test
  void aModeratorDeletesMutesAndBansAndTakesItBack() {
    String topic = Urls.freshTopic("chat");
    try (Person kim = chromium.person("kim");
        Person jonas = chromium.person("Jonas")) {
      signsIn(kim, topic);
      assertThat(kim.find("#name").count()).isZero();
      jonas.enters(server.uri(), topic, "").says("rude").hears(1);
      kim.says("hello").hears(2);

      jonas.find("#messages .row").last().hover();
      assertThat(jonas.find(".toolbar [data-act=moderate]").isVisible()).isFalse();
      kim.find("#messages .row").first().focus();
      kim.find(".toolbar [data-act=delete]").click();
      kim.find("#confirm button[value=yes]").click();
      jonas.sees("a deletion", () -> jonas.find(".bubble.gone").count() == 1);

      kim.find("#messages .row").first().focus();
      kim.find(".toolbar [data-act=moderate]").press("Enter");
      kim.audit("the dialog for a person");
      decides(kim, "mute");
      assertThat(kim.find("#decided-text").textContent()).startsWith("Jonas may not write in this");
      jonas.says("still here");
      jonas.sees("that it may not", () -> jonas.find("#notice").isVisible());
      kim.find("#undo").click();
      kim.sees("it undone", () -> kim.find("#decided-text").textContent().contains("again"));
      jonas.says("sorry").sees("its own word", () -> jonas.texts().contains("sorry"));

      kim.find("#people button").first().click();
      decides(kim, "ban");
      jonas.sees("the door", () -> jonas.state().equals("closed"));
      kim.find("#account-button").click();
      kim.find("#account button").click();
      kim.sees("a guest's room", () -> kim.find("#name").count() == 1).isConnected();
      assertThat(kim.find("a.account").count()).isOne();
    }
  }

  @Test
  void whoComesFirstMayCloseTheRoomToAllButItsGuests() {
    String topic = Urls.freshTopic("chat");
    try (Person mina = chromium.person("민아");
        Person jonas = chromium.person("Jonas")) {
      mina.enters(server.uri(), topic, "");
      jonas.enters(server.uri(), topic, "");
      mina.sees("a way to close it", () -> mina.find("#room-button").isVisible());
      mina.find("#room-button").click();
      mina.audit("the dialog for the room");
      mina.find("#room-private").check();
      mina.find("#room-member").fill("kim");
      mina.find("#room-member").press("Enter");
      mina.find("#room-dialog button[value=yes]").click();
      mina.sees("that it is kept", () -> mina.find("#notice").isVisible());
      jonas.sees("that it is gone", () -> jonas.find("#notice").isVisible());
      mina.says("ours").hears(1);
      jonas.opens(server.uri(), Person.room(topic, ""));
      assertThat(jonas.find("body").textContent()).doesNotContain("ours");
      signsIn(jonas, topic).hears(1);
    }
  }

  /** For people to look at, under {@code target/screenshots}. */
  @ParameterizedTest
  @MethodSource("io.madang.browser.kit.Look#all")
  @EnabledIfSystemProperty(named = "madang.screenshots", matches = "true")
  void picturesOfEachLook(Look look) {
    String topic = "chat/마당-" + look;
    try (Person kim = chromium.person("kim", look.options());
        Person jonas = chromium.person("Jonas")) {
      jonas.enters(server.uri(), topic, "").says("Sounds good. Shall I bring anything?").hears(1);
      kim.opens(server.uri(), "/login");
      take(kim, "login-" + look);
      signsIn(kim, topic).says("그럼 저녁에 봐요!").hears(2);
      kim.find("#messages .row").first().focus();
      take(kim, "moderator-" + look);
      kim.find(".toolbar [data-act=moderate]").click();
      take(kim, "person-" + look);
      decides(kim, "mute");
      take(kim, "decided-" + look);
      kim.find("#room-button").click();
      kim.find("#room-member").fill("민아");
      kim.find("#room-add").click();
      take(kim, "access-" + look);
      kim.find("#room-dialog button[value=no]").click();
      kim.find("#account-button").click();
      take(kim, "account-" + look);
      kim.find("#account button").click();
    }
  }

  private static void take(Person person, String name) {
    Path file = Path.of("target", "screenshots", name + ".png");
    person.page().screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
