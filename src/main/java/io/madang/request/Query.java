package io.madang.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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

  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
