package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people talk. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class ConversationIT {
  private final MadangProcess server;
  private final Chromium chromium;

  ConversationIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "stream", "long-poll", "poll"})
  void bothHearEverythingOnceAndInOrderOnEachTransport(String transport) {
    String topic = Urls.freshTopic("chat");
    List<String> said = new ArrayList<>();
    try (Person mina = chromium.person("Mina");
        Person joon = chromium.person("준")) {
      mina.enters(server.uri(), topic, transport);
      joon.enters(server.uri(), topic, transport);
      say(mina, List.of("안녕", "https://example.org 봤어요?", "여러\n줄"), said);
      joon.hearsExactly(said);
      say(joon, List.of("hello", "<b>seen</b>", "👍"), said);
      mina.hearsExactly(said);
      joon.hearsExactly(said);
      assertThat(List.of(mina.transport(), joon.transport())).containsOnly(transport);
    }
  }

  @Test
  void aWordWithoutEndLeavesTheButtonInSight() {
    try (Person mina = chromium.person("Mina")) {
      mina.enters(server.uri(), Urls.freshTopic("chat"), "");
      mina.find("#name").fill("Mina");
      String address = "https://example.org/" + "x".repeat(2_000);
      mina.find("#text").fill(address);
      mina.find("#send").click();
      mina.hearsExactly(List.of(address));
    }
  }

  private static void say(Person person, List<String> texts, List<String> said) {
    texts.forEach(person::says);
    said.addAll(texts);
  }
}
