package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room without JavaScript. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class WithoutScriptIT {
  private final MadangProcess server;
  private final Chromium chromium;

  WithoutScriptIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @Test
  void oneReadsTheNewestMessagesAndAnswersByTheForm() {
    String topic = Urls.freshTopic("chat");
    Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (Person mina = chromium.person("Mina");
        Person joon = chromium.person("준", plain)) {
      mina.enters(server.uri(), topic, "").says("안녕").hears(1);
      joon.opens(server.uri(), Person.room(topic, ""));
      assertThat(words(joon)).containsExactly("안녕");
      joon.find("#name").fill("준");
      joon.find("#text").fill("저도 있어요");
      joon.find("#send").click();
      assertThat(words(joon)).containsExactly("안녕", "저도 있어요");
      mina.hearsExactly(List.of("안녕", "저도 있어요"));
      assertThat(mina.find("#messages .who").allTextContents()).containsExactly("Mina", "준");
      assertThat(joon.find("#name").inputValue()).isEqualTo("준");
      joon.find("#display-button").click();
      joon.find("[data-choice=theme] button[value=dark]").click();
      assertThat(joon.find("html").getAttribute("data-theme")).isEqualTo("dark");
    }
  }

  private static List<String> words(Person person) {
    return person.find("#messages .text").allTextContents();
  }
}
