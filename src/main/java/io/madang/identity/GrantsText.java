package io.madang.identity;

import io.madang.core.Grants;
import io.madang.core.Verb;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants as tokens and keys write them: {@code {"read":["chat/*"],"publish":["chat/lobby"]}}. */
final class GrantsText {

  /** Those that a token or a key may name. */
  static final List<Verb> VERBS =
      List.of(Verb.READ, Verb.PUBLISH, Verb.SIGNAL, Verb.STATE, Verb.PRESENCE);

  private GrantsText() {}

  static String word(Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  static Optional<Verb> verb(String word) {
    return VERBS.stream().filter(verb -> word(verb).equals(word)).findFirst();
  }

  /**
   * Reads what a token's claim holds.
   *
   * @return null where there is no claim
   * @throws IllegalArgumentException for one that is not as it should be
   */
  static @Nullable Grants read(@Nullable Object claim) {
    if (claim == null) {
      return null;
    }
    if (!(claim instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("expected an object");
    }
    Map<Verb, List<String>> patterns = new EnumMap<>(Verb.class);
    object.forEach(
        (word, list) ->
            verb(String.valueOf(word)).ifPresent(verb -> patterns.put(verb, texts(list))));
    return new Grants(patterns);
  }

  private static List<String> texts(@Nullable Object list) {
    if (!(list instanceof List<?> items)) {
      throw new IllegalArgumentException("expected a list of topics");
    }
    return items.stream().map(String::valueOf).toList();
  }
}
