package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Payloads;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fifty payloads in every field: each is shown as a text, and none runs. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class AttackIT {
  private final MadangProcess server;
  private final Chromium chromium;
  private final String topic = Urls.freshTopic("chat");
  private int published;

  AttackIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @Test
  void inNamesAndTexts() {
    List<String> names = Payloads.cutTo(40);
    Payloads.indexes().forEach(i -> publish(i, names.get(i), body("text", Payloads.ALL.get(i))));
    try (Person mina = reader()) {
      assertThat(mina.texts()).containsExactlyElementsOf(Payloads.ALL);
      assertThat(mina.find("#messages .who").allTextContents()).containsExactlyElementsOf(names);
      for (Object href :
          mina.find("#messages a").all().stream().map(a -> a.getAttribute("href")).toList()) {
        assertThat((String) href).startsWith("https://x.example/").doesNotContain("\"");
      }
    }
    try (Person mina =
        chromium.person("Mina", new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      mina.opens(server.uri(), Person.room(topic, "")).seesNothingForeign();
      assertThat(mina.find("#messages .text").allTextContents())
          .containsExactlyElementsOf(Payloads.ALL);
    }
  }

  @Test
  void inEdits() {
    Payloads.indexes()
        .forEach(
            i -> {
              String cursor = publish(i, "Mallory", body("text", "harmless"));
              publish(
                  i,
                  "Mallory",
                  Json.createObjectBuilder(body("edit", cursor))
                      .add("text", Payloads.ALL.get(i))
                      .build());
            });
    try (Person mina = reader()) {
      assertThat(mina.texts()).containsExactlyElementsOf(Payloads.ALL);
    }
  }

  @Test
  void inFilesAndTheirAddresses() {
    all(
        payload ->
            Json.createObjectBuilder(body("text", "file"))
                .add(
                    "attachments",
                    Json.createArrayBuilder()
                        .add(file(payload, "application/pdf", "/attachments/x"))
                        .add(file(payload, "image/png", payload))
                        .add(file("x", payload, "javascript:pwned()//" + payload)))
                .build());
    try (Person mina = reader()) {
      assertThat(mina.find("#messages .file-label").allTextContents()).containsAll(Payloads.ALL);
      for (String attribute : List.of("href", "src")) {
        assertThat(
                mina.find("#messages [%s]:not(use)".formatted(attribute)).all().stream()
                    .map(one -> one.getAttribute(attribute)))
            .allSatisfy(address -> assertThat(address).contains("/attachments/"));
      }
    }
  }

  @Test
  void inReactionsAndInWhatProgramsWrite() {
    all(payload -> body("program " + payload, payload));
    String cursor = publish(0, "Mallory", body("text", "last"));
    all(payload -> Json.createObjectBuilder(body("react", cursor)).add("emoji", payload).build());
    try (Person mina = reader()) {
      assertThat(mina.texts()).hasSize(2 * Payloads.ALL.size() + 1);
      assertThat(mina.find("#messages .reactions").count()).isZero();
    }
  }

  @Test
  void inThePresenceAndTheTypingOfOthers() {
    publish(0, "Mallory", body("text", "hello"));
    List<String> names = Payloads.cutTo(40);
    try (Person mina = reader()) {
      Payloads.indexes()
          .forEach(
              i -> {
                String as = "&name=" + Urls.encode(names.get(i));
                guest(i).poll(topic, "&presence=true" + as);
                guest(i)
                    .post(
                        Urls.topic(topic) + "/signals?" + as.substring(1),
                        "{\"body\":{\"typing\":true}}");
              });
      mina.sees("somebody writing", () -> !mina.find("#activity").textContent().isEmpty());
      mina.sees("them", () -> mina.find("#people li").count() > 20);
      mina.seesNothingForeign();
    }
  }

  @Test
  void inWhatOneTypesOneself() {
    try (Person mina = chromium.person(Payloads.cutTo(40).get(12));
        Person joon = chromium.person("Joon")) {
      joon.enters(server.uri(), topic, "");
      mina.enters(server.uri(), topic, "");
      Payloads.ALL.forEach(mina::says);
      joon.hearsExactly(Payloads.ALL).seesNothingForeign();
      mina.hearsExactly(Payloads.ALL).seesNothingForeign();
    }
  }

  @Test
  void inAddressesAndTheNamesOfRooms() {
    try (Person mina = chromium.person("Mina")) {
      for (String payload : Payloads.ALL) {
        String text = Urls.encode(payload);
        mina.opens(server.uri(), "/chat?room=" + text + "&problem=" + text + "#" + text);
        mina.seesNothingForeign();
      }
      for (String payload : Payloads.ALL.subList(12, 16)) {
        String text = Urls.encode(payload);
        mina.opens(server.uri(), "/chat/" + text.replace("%2F", "")).seesNothingForeign();
        mina.enters(server.uri(), topic, text + "#" + text).seesNothingForeign();
      }
    }
  }

  @Test
  void inAFormThatComesBackWithItsFields() {
    Browser.NewContextOptions options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (Person mina = chromium.person("Mina", options)) {
      for (String payload :
          List.of("\"><img src=x onerror=pwned()>", "</textarea><script>pwned()</script>")) {
        mina.opens(server.uri(), Person.room(topic, ""));
        mina.find("#name").fill(payload);
        mina.find("#text").fill(payload + "x".repeat(70_000));
        mina.find("#send").click();
        mina.sees("it come back", () -> mina.find("#notice").isVisible());
        assertThat(mina.find("#name").inputValue()).isEqualTo(payload);
        mina.seesNothingForeign();
      }
    }
  }

  /** Somebody in the room who has seen all of it. */
  private Person reader() {
    Person mina = chromium.person("Mina");
    mina.page().setViewportSize(1000, 9_000);
    mina.enters(server.uri(), topic, "");
    mina.sees("the beginning", () -> mina.find("#beginning").isVisible());
    mina.seesNothingForeign();
    return mina;
  }

  private void all(Function<String, JsonObject> body) {
    Payloads.indexes().forEach(i -> publish(i, "Mallory", body.apply(Payloads.ALL.get(i))));
  }

  private String publish(int guest, String name, JsonObject body) {
    JsonObject message =
        Json.createObjectBuilder().add("id", "id-" + published++).add("body", body).build();
    Api.Answer answer =
        guest(guest)
            .post(
                Urls.topic(topic) + "/messages?name=" + Urls.encode(name),
                message.toString(),
                "Authorization",
                "Bearer " + SharedServer.PUBLISH_KEY);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("cursor");
  }

  private Api guest(int number) {
    return new Api(server.uri(), "mallorys-secret-%08d".formatted(number));
  }

  private static JsonObject body(String key, String value) {
    return Json.createObjectBuilder().add(key, value).build();
  }

  private static JsonObject file(String name, String type, String url) {
    return Json.createObjectBuilder()
        .add("id", "x")
        .add("name", name)
        .add("type", type)
        .add("url", url)
        .add("thumbnail", url)
        .add("size", 1)
        .build();
  }
}
