package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.PlaywrightException;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.FaultyProxy;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Urls;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that die, networks that go, people who reload: every message on both sides, once and in
 * order.
 */
@ExtendWith(SharedChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {
  private final MadangProcess server = MadangProcess.start();
  private final Chromium chromium;
  private String topic = "";

  OutageIT(Chromium chromium) {
    this.chromium = chromium;
  }

  @AfterAll
  void end() {
    server.close();
  }

  @BeforeEach
  void anotherRoom() {
    topic = Urls.freshTopic("chat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "long-poll"})
  void theServerIsKilledInTheMiddleOfAConversation(String transports) {
    try (Person mina = chromium.person("Mina");
        Person joon = chromium.person("Joon")) {
      mina.enters(server.uri(), topic, transports);
      joon.enters(server.uri(), topic, transports);
      say(mina, 1, 4);
      say(joon, 1, 4);
      server.kill();
      say(mina, 5, 6);
      say(joon, 5, 6);
      mina.sees("that the server is away", () -> !mina.state().equals("open"));
      assertThat(mina.find("#drafts li").count()).isPositive();
      server.restart();
      say(mina, 7, 8);
      say(joon, 7, 8);
      bothHave(8, mina, joon);
    }
  }

  @Test
  void aPersonIsOfflineForAWhile() {
    try (FaultyProxy proxy = new FaultyProxy(server.uri());
        Person mina = chromium.person("Mina");
        Person joon = chromium.person("Joon")) {
      mina.enters(proxy.uri(), topic, "");
      joon.enters(server.uri(), topic, "");
      say(mina, 1, 2);
      mina.hears(2);
      proxy.cut();
      mina.context().setOffline(true);
      mina.sees("that it is offline", () -> !mina.state().equals("open"));
      say(mina, 3, 4);
      say(joon, 1, 4);
      joon.hears(6);
      assertThat(mina.find("#drafts li").count()).isEqualTo(2);
      proxy.mend();
      mina.context().setOffline(false);
      bothHave(4, mina, joon);
    }
  }

  @Test
  void aReloadWhileTheServerIsAwayKeepsWhatIsUnsent() {
    try (Person mina = chromium.person("Mina");
        Person joon = chromium.person("Joon")) {
      mina.enters(server.uri(), topic, "");
      joon.enters(server.uri(), topic, "");
      say(mina, 1, 1);
      mina.hears(1);
      server.kill();
      mina.sees("that the server is away", () -> !mina.state().equals("open"));
      say(mina, 2, 4);
      assertThatThrownBy(mina.page()::reload).isInstanceOf(PlaywrightException.class);
      server.restart();
      mina.sees("the page again", () -> isReloaded(mina));
      say(joon, 1, 4);
      bothHave(4, mina, joon);
    }
  }

  /** Chromium reloads its error page by itself as well, and then aborts ours. */
  private static boolean isReloaded(Person person) {
    try {
      return person.page().reload() != null;
    } catch (PlaywrightException e) {
      return false;
    }
  }

  @Test
  void whatTheServerHasButDidNotTellIsNotKeptTwiceAfterAReload() {
    try (FaultyProxy proxy = new FaultyProxy(server.uri());
        Person mina = chromium.person("Mina");
        Person joon = chromium.person("Joon")) {
      mina.enters(proxy.uri(), topic, "");
      joon.enters(server.uri(), topic, "");
      say(mina, 1, 1);
      mina.hears(1);
      proxy.loseAnswers();
      say(mina, 2, 4);
      joon.hears(2);
      assertThat(mina.find("#drafts li[data-state=sending]").count()).isEqualTo(3);
      proxy.mend();
      mina.page().reload();
      say(joon, 1, 4);
      bothHave(4, mina, joon);
    }
  }

  private static void say(Person person, int first, int last) {
    IntStream.rangeClosed(first, last).forEach(n -> person.says(person.name() + " " + n));
  }

  private void bothHave(int each, Person mina, Person joon) {
    mina.hears(2 * each);
    joon.hears(2 * each);
    List<String> texts = joon.texts();
    for (Person one : List.of(mina, joon)) {
      assertThat(texts.stream().filter(text -> text.startsWith(one.name())))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, each)
                  .mapToObj(n -> one.name() + " " + n)
                  .collect(Collectors.toList()));
      one.hearsExactly(texts);
    }
    assertThat(server.guest().get(Urls.topic(topic)).json().getString("head"))
        .endsWith("." + 2 * each);
  }
}
