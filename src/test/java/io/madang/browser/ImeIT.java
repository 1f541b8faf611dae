package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Korean is composed syllable by syllable; the browser's own composition events tell the page. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class ImeIT {
  private static final int PROCESS_KEY = 229;
  private static final int ENTER = 13;

  private final MadangProcess server;
  private final Chromium chromium;

  ImeIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @Test
  void anEnterThatEndsACompositionDoesNotSend() {
    try (Person mina = chromium.person("Mina")) {
      mina.enters(server.uri(), Urls.freshTopic("chat"), "").says("먼저").hears(1);
      CDPSession keyboard = mina.context().newCDPSession(mina.page());
      mina.find("#text").focus();
      compose(keyboard, "ㅎ");
      compose(keyboard, "하");
      compose(keyboard, "한");
      enter(keyboard, ENTER);
      enter(keyboard, PROCESS_KEY);
      keyboard.send("Input.insertText", of("text", "한"));
      compose(keyboard, "그");
      compose(keyboard, "글");
      enter(keyboard, PROCESS_KEY);
      keyboard.send("Input.insertText", of("text", "글"));
      assertThat(mina.find("#text").inputValue()).isEqualTo("한글");
      assertThat(mina.find("#drafts li").count()).isZero();

      enter(keyboard, ENTER);

      mina.hearsExactly(List.of("먼저", "한글"));
      assertThat(mina.find("#text").inputValue()).isEmpty();
    }
  }

  @Test
  void anEnterThatEndsACompositionInTheNameDoesNotLeaveIt() {
    try (Person mina = chromium.person("Mina")) {
      mina.enters(server.uri(), Urls.freshTopic("chat"), "");
      CDPSession keyboard = mina.context().newCDPSession(mina.page());
      mina.find("#name").focus();
      compose(keyboard, "민");
      enter(keyboard, PROCESS_KEY);
      keyboard.send("Input.insertText", of("text", "민"));
      assertThat(mina.find("#name").isVisible()).isTrue();

      enter(keyboard, ENTER);

      mina.sees("the name taken", () -> mina.find("#me").textContent().equals("민"));
    }
  }

  private static void compose(CDPSession keyboard, String text) {
    JsonObject composition = of("text", text);
    composition.addProperty("selectionStart", text.length());
    composition.addProperty("selectionEnd", text.length());
    keyboard.send("Input.imeSetComposition", composition);
  }

  private static void enter(CDPSession keyboard, int code) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      JsonObject key = of("type", type);
      key.addProperty("key", code == ENTER ? "Enter" : "Process");
      key.addProperty("code", "Enter");
      key.addProperty("windowsVirtualKeyCode", code);
      keyboard.send("Input.dispatchKeyEvent", key);
    }
  }

  private static JsonObject of(String name, String value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }
}
