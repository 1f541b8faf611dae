package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Look;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices as a person sees them. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class MarketPageIT {
  private static final String PIXELS =
      """
      () => [...document.querySelectorAll('#chart canvas')].some(canvas =>
        canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
          .data.some(value => value > 0))
      """;

  private final MadangProcess server;
  private final Chromium chromium;

  MarketPageIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  private static List<String> texts(Person person, String selector) {
    return person.find(selector).allTextContents();
  }

  @Test
  void pricesMoveAndTheChartIsDrawn() {
    try (Person mina = chromium.person("Mina")) {
      mina.opens(server.uri(), "/market");
      List<String> first = texts(mina, "#prices .price");
      assertThat(first).isNotEmpty();
      mina.sees("another price", () -> !texts(mina, "#prices .price").equals(first));
      List<String> next = texts(mina, "#prices .price");
      mina.sees("and another", () -> !texts(mina, "#prices .price").equals(next));
      mina.sees("a chart", () -> Boolean.TRUE.equals(mina.page().evaluate(PIXELS)));
    }
  }

  @Test
  void whatOneWatchesSurvivesAReload() {
    try (Person mina = chromium.person("Mina")) {
      mina.opens(server.uri(), "/market");
      mina.find("#chooser summary").click();
      for (var box : mina.find("#watch input[type=checkbox]").all()) {
        box.setChecked(List.of("BTC-KRW", "SOL-KRW").contains(box.inputValue()));
      }
      mina.find("#watch button").first().click();
      mina.sees("two rows", () -> mina.find("#prices tr[data-symbol]").count() == 2);
      mina.page().reload();
      assertThat(texts(mina, "#prices tr[data-symbol] .pick"))
          .containsExactlyInAnyOrder("BTC-KRW", "SOL-KRW");
      assertThat(mina.page().url()).contains("BTC-KRW").contains("SOL-KRW");
    }
  }

  @ParameterizedTest
  @MethodSource("io.madang.browser.kit.Look#all")
  void axeFindsNothing(Look look) {
    try (Person mina = chromium.person("Mina", look.options())) {
      mina.opens(server.uri(), "/market");
      mina.sees("a chart", () -> Boolean.TRUE.equals(mina.page().evaluate(PIXELS)));
      mina.audit("the market");
      mina.find("#chooser summary").click();
      mina.audit("choosing what to watch");
    }
  }
}
