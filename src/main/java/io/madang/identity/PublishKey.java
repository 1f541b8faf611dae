package io.madang.identity;

import io.madang.core.Person;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The one key of the settings that may do everything. Immutable. */
public record PublishKey(String secret) implements Bearers {

  private static final Speaker SERVER =
      new Speaker(new Person("server", "server"), Standing.SERVER, true);

  @Override
  public Optional<Speaker> recognise(String token) {
    boolean isIt =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    return isIt ? Optional.of(SERVER) : Optional.empty();
  }

  @Override
  public String toString() {
    return "a publish key";
  }
}
