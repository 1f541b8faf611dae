package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.options.FilePayload;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that go with a message. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class AttachIT {
  private static final int BYTES = 400_000;

  private final MadangProcess server;
  private final Chromium chromium;
  private final String topic = Urls.freshTopic("chat");

  AttachIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @Test
  void aFileGoesUpWithProgressAndArrives() {
    try (Person mina = enters("Mina");
        Person joon = enters("Joon")) {
      slow(mina, 150_000);
      attach(mina, text("회의록.txt", BYTES));
      mina.sees("progress", () -> isBetween(progress(mina)));
      mina.says("여기 있어요");
      joon.hearsExactly(List.of("여기 있어요"));
      assertThat(joon.find("#messages .file-label").allTextContents()).containsExactly("회의록.txt");
      assertThat(joon.page().waitForDownload(joon.find("#messages .file-link")::click).failure())
          .isNull();
      mina.hears(1);
      assertThat(mina.find("#tray").isVisible()).isFalse();
    }
  }

  @Test
  void aPictureIsShownAndOpened() throws IOException {
    try (Person mina = enters("Mina");
        Person joon = enters("Joon")) {
      attach(mina, new FilePayload("마당.png", "image/png", picture()));
      mina.says("");
      joon.hears(1);
      joon.find("#messages .picture").click();
      joon.sees("the picture", () -> isLoaded(joon));
      assertThat(joon.find("#viewer-image").getAttribute("alt")).isEqualTo("마당.png");
    }
  }

  @Test
  void aCancelledFileIsNotKept() {
    try (Person mina = enters("Mina")) {
      slow(mina, 50_000);
      attach(mina, text("secret.txt", BYTES));
      mina.sees("progress", () -> isBetween(progress(mina)));
      mina.find("#tray button").click();
      assertThat(mina.find("#tray").isVisible()).isFalse();
      mina.says("without");
      mina.hearsExactly(List.of("without"));
      assertThat(mina.find("#messages .file-link").count()).isZero();
      mina.sees("nothing on the server", () -> used(mina).contains("\"usedBytes\":0"));
    }
  }

  @Test
  void aFileThatIsTooBigIsRefusedBeforeItGoes() {
    try (Person mina = enters("Mina")) {
      attach(mina, text("big.txt", 10_500_000));
      mina.sees("why not", () -> mina.find("#notice").textContent().contains("big.txt"));
      assertThat(mina.find("#tray li").count()).isZero();
    }
  }

  private Person enters(String name) {
    Person person = chromium.person(name).enters(server.uri(), topic, "");
    return person.sees("that it may attach", () -> person.find("#attach").isVisible());
  }

  private static void attach(Person person, FilePayload file) {
    if (person.find("#name").isVisible()) {
      person.find("#name").fill(person.name());
    }
    person.find("#files").setInputFiles(file);
  }

  private static FilePayload text(String name, int bytes) {
    return new FilePayload(
        name, "text/plain", "마당\n".repeat(bytes / 7).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(100, 100, 300, 200);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static boolean isBetween(double progress) {
    return progress > 0 && progress < 1;
  }

  private static double progress(Person person) {
    if (person.find("#tray progress").count() == 0) {
      return 0;
    }
    Object value = person.find("#tray progress").evaluate("bar => bar.value");
    return ((Number) value).doubleValue();
  }

  private static boolean isLoaded(Person person) {
    Object width = person.find("#viewer-image").evaluate("image => image.naturalWidth");
    return ((Number) width).intValue() == 900;
  }

  private String used(Person person) {
    String client = (String) person.page().evaluate("() => localStorage.getItem('madang.client')");
    String path = "/attachments?topic=" + Urls.encode(topic);
    return new io.madang.e2e.kit.Api(server.uri(), client).get(path).body();
  }

  /** From now on the person's network carries so many bytes a second upwards. */
  private static void slow(Person person, int bytesPerSecond) {
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", -1);
    conditions.addProperty("uploadThroughput", bytesPerSecond);
    var network = person.context().newCDPSession(person.page());
    network.send("Network.enable");
    network.send("Network.emulateNetworkConditions", conditions);
  }
}
