package io.madang.browser;

import io.madang.browser.kit.Axe;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Look;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.Scene;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page, and what opens on it, in both languages and both schemes, on a phone and on a desk.
 */
@ExtendWith({SharedServer.class, SharedChromium.class})
class AccessibilityIT {
  private final MadangProcess server;
  private final Chromium chromium;

  AccessibilityIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @ParameterizedTest
  @MethodSource("io.madang.browser.kit.Look#all")
  void axeFindsNothing(Look look) {
    Scene scene = Scene.in(server);
    try (Person mina = chromium.person("Mina", look.options())) {
      audit(mina.opens(server.uri(), "/"), "the rooms");
      mina.find("#display-button").click();
      audit(mina, "language and theme");
      audit(mina.opens(server.uri(), "/chat/no%20such%20room"), "nothing there");
      mina.enters(server.uri(), scene.topic(), "").hears(scene.messages());
      audit(mina, "a room, the name being asked for");
      mina.says("또 왔어요").hears(scene.messages() + 1);
      mina.find("#messages .row").last().focus();
      audit(mina, "what one can do with a message");
      mina.find(".toolbar [data-act=react]").click();
      audit(mina, "choosing an emoji");
      mina.find("#emoji button").first().click();
      mina.sees("the reaction", () -> mina.find(".row:last-child .chip").count() == 1);
      mina.find(".toolbar [data-act=edit]").click();
      audit(mina, "editing");
      mina.find("#cancel-edit").click();
      mina.find("#messages .row").last().focus();
      mina.find(".toolbar [data-act=delete]").click();
      audit(mina, "the question before deleting");
      mina.find("#confirm button[value=no]").click();
      for (String panel : new String[] {"rooms", "people"}) {
        if (mina.find("#" + panel + "-button").isVisible()) {
          mina.find("#" + panel + "-button").click();
          audit(mina, panel);
          mina.page().keyboard().press("Escape");
        }
      }
    }
  }

  private static void audit(Person person, String what) {
    Axe.audit(person.page(), what);
  }
}
