package io.madang.browser.kit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;

/** How somebody's browser is set: language, colours, width. */
public record Look(String language, ColorScheme scheme, int width) {

  /** Both languages, both schemes, a phone and a desk. */
  public static Stream<Look> all() {
    return Stream.of("ko", "en")
        .flatMap(
            language ->
                Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    .flatMap(
                        scheme ->
                            Stream.of(360, 1280).map(width -> new Look(language, scheme, width))));
  }

  /** A profile that is set so. */
  public Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setLocale(language.equals("ko") ? "ko-KR" : "en-GB")
        .setTimezoneId("Asia/Seoul")
        .setColorScheme(scheme)
        .setHasTouch(width < 600)
        .setViewportSize(width, 760);
  }

  /** For the name of a test or a file. */
  @Override
  public String toString() {
    return language + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
  }
}
