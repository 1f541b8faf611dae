package io.madang.app;

import io.madang.lab.Load;
import io.madang.lab.Target;
import io.madang.lab.page.LabLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings of the pages that show the server to visitors. */
final class LabValues {

  private static final int MAX_READERS = 100;
  private static final Duration LEAST_TIME = Duration.ofSeconds(2);
  private static final Duration MOST_TIME = Duration.ofSeconds(60);

  private LabValues() {}

  /** Nothing where the page is switched off. */
  static Optional<LabLimits> read(SettingValues v) {
    LabLimits limits =
        new LabLimits(
            v.optional(KnownSettings.LAB_URL).map(LabValues::loopback),
            v.number(KnownSettings.LAB_READERS, MAX_READERS),
            v.number(KnownSettings.LAB_RATE, (int) Load.MOST_MESSAGES),
            v.number(KnownSettings.LAB_PAYLOAD, Load.MOST_PAYLOAD),
            time(v),
            v.number(KnownSettings.LAB_PER_MINUTE));
    return v.flag(KnownSettings.LAB_PAGE) ? Optional.of(limits) : Optional.empty();
  }

  private static Duration time(SettingValues v) {
    Duration time = v.duration(KnownSettings.LAB_TIME);
    if (time.compareTo(LEAST_TIME) < 0 || time.compareTo(MOST_TIME) > 0) {
      throw SettingValues.bad(KnownSettings.LAB_TIME, "expected 2s to 60s");
    }
    return time;
  }

  private static URI loopback(String text) {
    try {
      URI address = URI.create(text.strip());
      Target.of(address);
      return address;
    } catch (IllegalArgumentException e) {
      throw SettingValues.bad(
          KnownSettings.LAB_URL, "expected an address like http://127.0.0.1:8080/");
    }
  }

  static Settings.ServerPage serverPage(SettingValues v) {
    return switch (v.text(KnownSettings.SERVER_PAGE).strip().toLowerCase(Locale.ROOT)) {
      case "off" -> Settings.ServerPage.OFF;
      case "names" -> Settings.ServerPage.NAMES;
      case "versions" -> Settings.ServerPage.VERSIONS;
      default ->
          throw SettingValues.bad(KnownSettings.SERVER_PAGE, "expected names, versions or off");
    };
  }
}
