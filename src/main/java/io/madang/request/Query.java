package io.madang.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request's query, read without touching its body: a container that is asked for a parameter
 * reads a whole form for it.
 *
 * @param text as it came, or null where there is none
 */
record Query(@Nullable String text) {

  /** The first value of a parameter; none where it is not there or no percent-encoded UTF-8. */
  Optional<String> first(String name) {
    for (String pair : pairs()) {
      if (decode(name(pair)).filter(name::equals).isPresent()) {
        return decode(value(pair));
      }
    }
    return Optional.empty();
  }

  /** All parameters that can be decoded, each with its values. */
  Map<String, String[]> all() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String pair : pairs()) {
      Optional<String> name = decode(name(pair));
      Optional<String> value = decode(value(pair));
      if (!pair.isEmpty() && name.isPresent() && value.isPresent()) {
        found.computeIfAbsent(name.get(), n -> new ArrayList<>()).add(value.get());
      }
    }
    Map<String, String[]> all = new LinkedHashMap<>();
    found.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
    return all;
  }

  private String[] pairs() {
    return text == null ? new String[0] : text.split("&", -1);
  }

  private static String name(String pair) {
    int end = pair.indexOf('=');
    return end < 0 ? pair : pair.substring(0, end);
  }

  private static String value(String pair) {
    return pair.substring(Math.min(pair.length(), name(pair).length() + 1));
  }

  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
