package io.madang.identity;

import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The programs' keys, replaced as a whole when their file changes.
 *
 * <p>Threads: any.
 */
public final class ApiKeys implements Bearers {

  private static final String MARK = "key:";

  private volatile Map<String, ApiKey> byDigest = Map.of();

  /**
   * Other keys from now on, a line each; empty lines and those that begin with # are left out.
   *
   * @throws IllegalArgumentException naming the line and what was expected there; the keys stay
   */
  public void replace(List<String> lines) {
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        keys.add(ApiKey.parse(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    byDigest =
        keys.stream()
            .collect(
                Collectors.toUnmodifiableMap(ApiKey::digest, Function.identity(), (a, b) -> b));
  }

  @Override
  public Optional<Speaker> recognise(String token) {
    if (!token.startsWith(ApiKey.PREFIX)) {
      return Optional.empty();
    }
    ApiKey key = byDigest.get(ApiKey.digest(token));
    if (key == null) {
      throw Refusal.unauthorized("Authorization: the key is not known").exception();
    }
    Standing standing =
        new Standing(
            Standing.Kind.SERVER, Set.of(), key.grants(), null, Set.of(MARK + key.digest()));
    return Optional.of(new Speaker(new Person(key.id(), key.id()), standing, true));
  }

  /** Whether none of the marks is of a key that is gone. */
  public boolean hold(Set<String> marks) {
    Map<String, ApiKey> now = byDigest;
    return marks.stream()
        .filter(mark -> mark.startsWith(MARK))
        .allMatch(mark -> now.containsKey(mark.substring(MARK.length())));
  }
}
