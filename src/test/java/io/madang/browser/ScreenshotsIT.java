package io.madang.browser;

import com.microsoft.playwright.Page;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Look;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.Scene;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of the pages for people to look at, under {@code target/screenshots}. */
@EnabledIfSystemProperty(named = "madang.screenshots", matches = "true")
@ExtendWith({SharedServer.class, SharedChromium.class})
class ScreenshotsIT {
  private final MadangProcess server;
  private final Chromium chromium;

  ScreenshotsIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @ParameterizedTest
  @MethodSource("io.madang.browser.kit.Look#all")
  void ofEachLook(Look look) {
    Scene scene = Scene.in(server, "chat/마당-" + look);
    try (Person mina = chromium.person("민아", look.options());
        Person jonas = chromium.person("Jonas")) {
      jonas.enters(server.uri(), scene.topic(), "");
      mina.enters(server.uri(), scene.topic(), "").hears(scene.messages());
      mina.says("그럼 저녁에 봐요!").hears(scene.messages() + 1);
      take(mina, "room-" + look);
      take(mina.opens(server.uri(), "/"), "rooms-" + look);
      take(mina.opens(server.uri(), "/server"), "server-" + look);
      take(measured(mina), "lab-" + look);
    }
  }

  /** The first one measures, the others see what came of it. */
  private Person measured(Person person) {
    person.opens(server.uri(), "/lab").sees("a server", () -> person.state().equals("open"));
    if (person.find("#phase").textContent().isEmpty()) {
      person.find("#start").click();
    }
    return person.sees(
        "a measurement",
        () -> !person.find("#phase").textContent().isEmpty() && person.find("#start").isEnabled());
  }

  private static void take(Person person, String name) {
    Path file = Path.of("target", "screenshots", name + ".png");
    person.page().screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
