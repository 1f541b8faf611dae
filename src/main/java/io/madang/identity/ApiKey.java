package io.madang.identity;

import io.madang.core.Grants;
import io.madang.core.Verb;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program's key as the file of keys holds it, a line each: its name, the digest of its secret,
 * and what it may do.
 *
 * <pre>prices 3q2-7w... publish=market/* state=market/*</pre>
 *
 * <p>The secret is 32 random bytes, so a plain digest keeps it: there is nothing to guess.
 * Immutable.
 */
public record ApiKey(String id, String digest, Grants grants) {

  /** How every secret begins, for those who search for leaked ones. */
  public static final String PREFIX = "mdk_";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int SECRET_BYTES = 32;

  public ApiKey {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("expected a name of 1 to 40 letters, digits, _ and -");
    }
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("expected a digest of 43 characters after the name");
    }
    if (grants.patterns().isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one of read=, publish=, signal=, state=");
    }
  }

  /** A secret that nobody has yet. */
  public static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** What of a secret is kept. */
  public static String digest(String secret) {
    return Digests.text("madang api key ", secret);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static ApiKey parse(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    if (words.size() < 2) {
      throw new IllegalArgumentException("expected a name, a digest, and what the key may do");
    }
    return new ApiKey(words.get(0), words.get(1), grants(words.subList(2, words.size())));
  }

  /**
   * Reads {@code publish=market/*,chat/lobby} and its like.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static Grants grants(List<String> words) {
    Map<Verb, List<String>> patterns = new EnumMap<>(Verb.class);
    for (String word : words) {
      String[] parts = word.split("=", 2);
      Verb verb =
          GrantsText.verb(parts[0])
              .filter(v -> parts.length == 2 && !parts[1].isEmpty())
              .orElseThrow(
                  () -> new IllegalArgumentException("expected VERB=TOPICS, not " + parts[0]));
      patterns.computeIfAbsent(verb, v -> new ArrayList<>()).addAll(List.of(parts[1].split(",")));
    }
    return new Grants(patterns);
  }

  /** The line. */
  public String line() {
    StringBuilder line = new StringBuilder(id).append(' ').append(digest);
    for (Verb verb : GrantsText.VERBS) {
      List<String> topics = grants.patterns().get(verb);
      if (topics != null) {
        line.append(' ').append(GrantsText.word(verb)).append('=').append(String.join(",", topics));
      }
    }
    return line.toString();
  }
}
