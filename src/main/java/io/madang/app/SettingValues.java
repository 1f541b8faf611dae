package io.madang.app;

import io.madang.core.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values by name, read as what they are.
 *
 * @param values of the settings that were set
 */
record SettingValues(Map<String, String> values) {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /** Longer ones do not fit into nanoseconds. */
  private static final Duration MAX_DURATION = Duration.ofDays(36_500);

  String text(Setting setting) {
    return values.getOrDefault(setting.name(), setting.standard());
  }

  Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(text -> !text.isBlank());
  }

  int number(Setting setting) {
    long number = longNumber(setting);
    if (number > Integer.MAX_VALUE) {
      throw bad(setting, "expected at most " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  long longNumber(Setting setting) {
    try {
      long number = Long.parseLong(text(setting).strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(setting, "expected a whole number");
    }
    throw bad(setting, "expected a number above 0");
  }

  /** A number above zero that is not above {@code most}. */
  int number(Setting setting, int most) {
    int number = number(setting);
    if (number > most) {
      throw bad(setting, "expected at most " + most);
    }
    return number;
  }

  boolean flag(Setting setting) {
    return switch (text(setting).strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(setting, "expected true or false");
    };
  }

  /** The items between commas that are not empty. */
  List<String> list(Setting setting) {
    return Stream.of(text(setting).split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Sites as browsers name them. */
  List<Site> sites(Setting setting) {
    return list(setting).stream()
        .map(
            item ->
                Site.parse(item)
                    .orElseThrow(
                        () -> bad(setting, "expected sites like https://example.org, in ASCII")))
        .toList();
  }

  /** A duration above zero, of 100 years at most. */
  Duration duration(Setting setting) {
    Duration duration = durationOrZero(setting);
    if (duration.isZero()) {
      throw bad(setting, "expected a duration above 0");
    }
    return duration;
  }

  Duration durationOrZero(Setting setting) {
    Matcher form = DURATION.matcher(text(setting).strip());
    if (!form.matches()) {
      throw bad(setting, "expected a duration like 500ms, 25s, 5m, 1h or 30d");
    }
    long count = Long.parseLong(form.group(1));
    Duration duration =
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (duration.compareTo(MAX_DURATION) > 0) {
      throw bad(setting, "expected at most " + MAX_DURATION.toDays() + "d");
    }
    return duration;
  }

  static SettingsException bad(Setting setting, String rule) {
    return new SettingsException(setting.name() + ": " + rule);
  }
}
