package io.madang.boot.users;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A user as the file of users holds it, a line each: name, password's hash, roles.
 *
 * <pre>kim pbkdf2-sha512:210000:3q2...:7w9... moderator</pre>
 *
 * <p>Immutable.
 */
record User(String name, PasswordHash hash, Set<String> roles) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{1,64}");
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  User {
    name = composed(name);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name of 1 to 64 letters, digits, and . _ @ + -");
    }
    for (String role : roles) {
      if (!ROLE.matcher(role).matches()) {
        throw new IllegalArgumentException("expected roles of 1 to 40 letters, digits, . _ and -");
      }
    }
    roles = Set.copyOf(roles);
  }

  /** As it is compared: however it was typed. */
  static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  static User parse(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    if (words.size() < 2) {
      throw new IllegalArgumentException("expected a name and a password's hash");
    }
    return new User(
        words.get(0), PasswordHash.parse(words.get(1)), Set.copyOf(words.subList(2, words.size())));
  }

  /** The line. */
  String line() {
    return (name + " " + hash.text() + " " + words()).strip();
  }

  /** The roles, in an order that stays. */
  String words() {
    return String.join(" ", new TreeSet<>(roles));
  }
}
