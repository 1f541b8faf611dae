package io.madang.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Look;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.CountingProxy;
import io.madang.e2e.kit.MadangProcess;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lab as a person sees it: what it counts is what went by, and what it shows is so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedChromium.class)
class LabPageIT {
  private static final List<String> TRANSPORTS =
      List.of("polling", "long-polling", "sse", "ndjson", "websocket");
  private static final Percentage TWO_PERCENT = Percentage.withPercentage(2);
  private static final int READERS = 3;

  private final Chromium chromium;
  private final CountingProxy proxy = new CountingProxy(LabPageIT::kindOf);
  private final MadangProcess server =
      MadangProcess.start(
          "madang.lab.url=" + proxy.uri(),
          "madang.lab.per-minute=100",
          "madang.lab.time=5s",
          "madang.server-page=versions");

  LabPageIT(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeAll
  void lead() {
    proxy.leadTo(server.uri());
  }

  @AfterAll
  void end() {
    server.close();
    proxy.close();
  }

  private static String kindOf(String head) {
    if (head.contains("upgrade: websocket")) {
      return head.contains("name=frame-view") ? "shown" : "websocket";
    }
    if (head.contains("accept: text/event-stream")) {
      return "sse";
    }
    return head.contains("accept: application/x-ndjson") ? "ndjson" : "polls";
  }

  private static void slide(Person person, String slider, int value) {
    person
        .find("#" + slider)
        .evaluate(
            "(slider, value) => { slider.value = value;"
                + " slider.dispatchEvent(new Event('input', { bubbles: true })); }",
            value);
  }

  private Person measures(Person person, int seconds) {
    person.opens(server.uri(), "/lab");
    person.sees("a connection", () -> person.state().equals("open"));
    slide(person, "readers", READERS);
    slide(person, "rate", 10);
    slide(person, "interval", 300);
    slide(person, "seconds", seconds);
    person.find("#start").click();
    return person;
  }

  private static double figure(Person person, String transport, String name) {
    Locator data =
        person.find("[data-transport=%s] [data-figure=%s]".formatted(transport, name)).first();
    return Double.parseDouble(String.valueOf(data.getAttribute("value")));
  }

  private static boolean isDone(Person person) {
    return person.find("#phase").textContent().matches("Done\\.|끝났습니다\\.");
  }

  private static double all(Person person, String transport) {
    return figure(person, transport, "up")
        + figure(person, transport, "down")
        + READERS * figure(person, transport, "opening");
  }

  @Test
  void whatItCountsIsWhatWentByAndItsFramesAreShown() {
    try (Person mina = chromium.person("Mina");
        Person jonas = chromium.person("Jonas")) {
      jonas.opens(server.uri(), "/lab");
      measures(mina, 4).sees("frames", () -> mina.find(".frame").count() > 4);
      jonas.sees("the same frames", () -> jonas.find(".frame").count() > 4);
      assertThat(jonas.find("#start").isDisabled()).isTrue();
      mina.find("#close-watched").click();
      mina.sees("the answer", () -> mina.find(".frame[data-opcode=close]").count() == 2);
      showsFrames(mina);
      mina.sees("the end", () -> isDone(mina));
      countedWhatWentBy(mina);
      mina.audit("a measurement that is done");
    }
  }

  private static void showsFrames(Person mina) {
    assertThat(mina.find("#closing").textContent()).contains("1000", "by a button");
    assertThat(mina.find(".frame[data-way=sent]").first().textContent())
        .containsPattern("0x8 close.*mask [0-9a-f ]{11}");
    assertThat(mina.find(".frame[data-way=received]").first().textContent())
        .contains("0x8 close", "FIN 1", "no mask", "88 20 03 e8", "1000 closed by a button");
    assertThat(mina.find(".frame[data-opcode=ping]").first().textContent())
        .contains("0x9 ping", "header 6 + payload 6 bytes", "madang");
    assertThat(mina.find(".frame[data-opcode=pong]").first().textContent()).contains("0xA pong");
  }

  private void countedWhatWentBy(Person mina) {
    for (String transport : TRANSPORTS) {
      assertThat(figure(mina, transport, "delivered"))
          .as(transport)
          .isGreaterThan(90)
          .isEqualTo(figure(mina, "polling", "delivered"));
      assertThat(figure(mina, transport, "missed")).as(transport).isZero();
      assertThat(figure(mina, transport, "repeated")).as(transport).isZero();
      assertThat(figure(mina, transport, "p50"))
          .as(transport)
          .isPositive()
          .isLessThanOrEqualTo(figure(mina, transport, "p99"));
    }
    for (String stream : List.of("sse", "ndjson", "websocket")) {
      assertThat((double) proxy.bytes(stream)).isCloseTo(all(mina, stream), TWO_PERCENT);
    }
    assertThat((double) proxy.bytes("polls"))
        .isCloseTo(all(mina, "polling") + all(mina, "long-polling"), TWO_PERCENT);
    assertThat(figure(mina, "long-polling", "perMessage"))
        .isGreaterThan(3 * figure(mina, "websocket", "perMessage"));
  }

  @Test
  void theHandshakeIsThePagesOwnAndRightStepByStep() throws Exception {
    try (Person mina = chromium.person("Mina")) {
      mina.context()
          .addCookies(
              List.of(
                  new com.microsoft.playwright.options.Cookie("secret", "not-to-be-shown")
                      .setUrl(server.uri().toString())));
      mina.opens(server.uri(), "/lab");
      mina.sees("the handshake", () -> mina.find("#handshake").isVisible());
      String key = mina.find("[data-step=key]").textContent();
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
      String accept = Base64.getEncoder().encodeToString(digest);
      assertThat(Base64.getDecoder().decode(key)).hasSize(16);
      assertThat(mina.find("[data-step=digest]").textContent().replace(" ", ""))
          .isEqualTo(java.util.HexFormat.of().formatHex(digest));
      assertThat(mina.find("[data-step=accept]").textContent()).isEqualTo(accept);
      assertThat(mina.find("[data-step=answer]").textContent()).isEqualTo(accept);
      assertThat(mina.find("#request-head").textContent())
          .startsWith("GET /events?")
          .contains("Sec-WebSocket-Key: " + key, "Cookie: •••", "client=•••")
          .doesNotContain("not-to-be-shown");
      assertThat(mina.find("#response-head").textContent())
          .startsWith("HTTP/1.1 101")
          .contains("Sec-WebSocket-Accept: " + accept);
      assertThat(mina.find("[data-fact=subprotocol]").textContent()).isEqualTo("madang.v1");
      assertThat(mina.find("[data-fact=version]").textContent()).isEqualTo("13");
      assertThat(mina.find("#port").textContent()).contains("ws:", "" + server.uri().getPort());
    }
  }

  @Test
  void theServersPageNamesTheContainerWithItsVersion() {
    try (Person mina = chromium.person("Mina")) {
      mina.opens(server.uri(), "/server");
      assertThat(mina.find("#container .name").textContent()).matches("jetty/12\\.[0-9.]+");
      assertThat(mina.find("#database .name").textContent()).matches("SQLite 3\\.[0-9.]+");
      assertThat(mina.find("#programs").textContent()).contains("/events", "MarketPages", "*.jsp");
      assertThat(mina.find("main").textContent())
          .doesNotContain(server.data().toString(), "jdbc:", System.getProperty("user.home"));
    }
  }

  @ParameterizedTest
  @MethodSource("io.madang.browser.kit.Look#all")
  void axeFindsNothing(Look look) {
    try (Person mina = chromium.person("Mina", look.options())) {
      mina.opens(server.uri(), "/server").audit("the server");
      mina.opens(server.uri(), "/lab");
      mina.sees("the handshake", () -> mina.find("#handshake").isVisible());
      mina.audit("the lab");
      assertThat(mina.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
    }
  }
}
