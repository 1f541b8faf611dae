package io.madang.core;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may do a thing: whoever one of the rules admits.
 *
 * <p>In words, with commas between them: {@code everyone}, {@code signed-in}, {@code owner}, {@code
 * server}, {@code role:editor}, {@code user:kim}; or {@code nobody} alone. Immutable.
 */
public record Access(List<Rule> rules) {

  public static final Access NOBODY = new Access(List.of());
  public static final Access EVERYONE = new Access(List.of(new Rule(Kind.EVERYONE, "")));

  /** The server and its programs. */
  public static final Access SERVER = new Access(List.of(new Rule(Kind.SERVER, "")));

  /** The user whom the topic's second segment names. */
  public static final Access OWNER = new Access(List.of(new Rule(Kind.OWNER, "")));

  private static final String NOBODY_WORD = "nobody";

  /** What a rule looks at. */
  public enum Kind {
    EVERYONE("everyone"),
    SIGNED_IN("signed-in"),
    OWNER("owner"),
    SERVER("server"),
    ROLE("role:"),
    USER("user:");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    private boolean takesName() {
      return word.endsWith(":");
    }
  }

  /**
   * One rule.
   *
   * @param name of the role or the user, else empty
   */
  public record Rule(Kind kind, String name) {

    private boolean admits(Speaker speaker, Topic topic) {
      return switch (kind) {
        case EVERYONE -> true;
        case SIGNED_IN -> speaker.standing().isSignedIn();
        case OWNER -> topic.segments().size() > 1 && isUser(speaker, topic.segments().get(1));
        case SERVER -> speaker.isServer();
        case ROLE -> speaker.standing().roles().contains(name);
        case USER -> speaker.standing().isSignedIn() && isUser(speaker, name);
      };
    }

    private static boolean isUser(Speaker speaker, String user) {
      return user.equals(speaker.person().user());
    }

    private static Rule parse(String word) {
      for (Kind kind : Kind.values()) {
        if (kind.takesName() && word.startsWith(kind.word) && word.length() > kind.word.length()) {
          return new Rule(kind, word.substring(kind.word.length()).strip());
        } else if (!kind.takesName() && word.equals(kind.word)) {
          return new Rule(kind, "");
        }
      }
      throw new IllegalArgumentException(
          "expected everyone, signed-in, owner, server, role:NAME, user:NAME or nobody");
    }

    @Override
    public String toString() {
      return kind.word + name;
    }
  }

  public Access {
    rules = List.copyOf(rules);
  }

  /**
   * Reads the words.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static Access parse(String words) {
    if (words.strip().equals(NOBODY_WORD)) {
      return NOBODY;
    }
    return new Access(Stream.of(words.split(",", -1)).map(w -> Rule.parse(w.strip())).toList());
  }

  /** Whether one of the rules admits the speaker. */
  public boolean admits(Speaker speaker, Topic topic) {
    for (Rule rule : rules) {
      if (rule.admits(speaker, topic)) {
        return true;
      }
    }
    return false;
  }

  /** The roles that it asks for. */
  public Set<String> roles() {
    return rules.stream()
        .filter(rule -> rule.kind == Kind.ROLE)
        .map(Rule::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The words. */
  @Override
  public String toString() {
    return rules.isEmpty()
        ? NOBODY_WORD
        : rules.stream().map(Rule::toString).collect(Collectors.joining(", "));
  }
}
