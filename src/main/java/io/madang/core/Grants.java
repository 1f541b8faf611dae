package io.madang.core;

import java.util.List;
import java.util.Map;

/**
 * What a token or a key says that its bearer may do: this, whatever the policies say, and no more.
 *
 * <p>A pattern is a topic, or the beginning of topics and {@code *}: {@code chat/lobby}, {@code
 * chat/*}, {@code *}. Immutable.
 */
public record Grants(Map<Verb, List<String>> patterns) {

  public Grants {
    patterns.values().forEach(list -> list.forEach(Grants::check));
    patterns = Map.copyOf(patterns);
  }

  private static void check(String pattern) {
    boolean isOpen = pattern.equals("*") || pattern.endsWith("/*");
    String name = isOpen ? pattern.substring(0, Math.max(0, pattern.length() - 2)) : pattern;
    try {
      if (!name.isEmpty()) {
        new Topic(name);
      }
    } catch (RefusedException e) {
      throw new IllegalArgumentException(
          "expected a topic, a topic and /*, or *, not " + pattern, e);
    }
  }

  /** Attaching goes with publishing; seeing who is there goes with reading. */
  boolean admits(Verb verb, Topic topic) {
    Verb asked =
        switch (verb) {
          case ATTACH -> Verb.PUBLISH;
          case PRESENCE -> patterns.containsKey(verb) ? verb : Verb.READ;
          case SIGNAL -> patterns.containsKey(verb) ? verb : Verb.PUBLISH;
          default -> verb;
        };
    return patterns.getOrDefault(asked, List.of()).stream().anyMatch(p -> matches(p, topic));
  }

  private static boolean matches(String pattern, Topic topic) {
    if (pattern.equals("*")) {
      return true;
    }
    return pattern.endsWith("/*")
        ? topic.name().startsWith(pattern.substring(0, pattern.length() - 1))
        : topic.name().equals(pattern);
  }
}
