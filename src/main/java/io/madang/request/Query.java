package io.madang.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    return Stream.of(text == null ? new String[0] : text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> decode(pair[0]).filter(name::equals).isPresent())
        .findFirst()
        .flatMap(pair -> decode(pair.length > 1 ? pair[1] : ""));
  }

  /** All parameters that can be decoded, each with its values. */
  Map<String, String[]> all() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      Optional<String> name = decode(parts[0]);
      Optional<String> value = decode(parts.length > 1 ? parts[1] : "");
      if (!pair.isEmpty() && name.isPresent() && value.isPresent()) {
        found.computeIfAbsent(name.get(), n -> new ArrayList<>()).add(value.get());
      }
    }
    Map<String, String[]> all = new LinkedHashMap<>();
    found.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
    return all;
  }

  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
