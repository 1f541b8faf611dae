package io.madang.identity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens of others are believed (RFC 7519).
 *
 * @param algorithms which may have signed them, of {@link #KNOWN}
 * @param keys a file with them: JSON Web Keys (RFC 7517), PEM, or the secret of HS256
 * @param address where the issuer shows its keys (JWKS), if they are not in a file
 * @param issuer whom {@code iss} must name
 * @param audience what {@code aud} must name
 * @param leeway how far clocks may be apart
 * @param roles the claim that holds a user's roles
 */
public record TokenRules(
    List<String> algorithms,
    Optional<Path> keys,
    Optional<URI> address,
    String issuer,
    String audience,
    Duration leeway,
    String roles) {

  /** The algorithms that can be allowed. */
  public static final Set<String> KNOWN = Set.of("HS256", "RS256", "ES256", "EdDSA");

  public TokenRules {
    check(algorithms);
    algorithms = List.copyOf(algorithms);
  }

  /**
   * Checks that the algorithms are known and go together.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static void check(List<String> algorithms) {
    for (String algorithm : algorithms) {
      if (!KNOWN.contains(algorithm)) {
        throw new IllegalArgumentException("expected some of HS256, RS256, ES256, EdDSA");
      }
    }
    boolean isMixed = algorithms.contains("HS256") && algorithms.size() > 1;
    if (isMixed) {
      throw new IllegalArgumentException("expected HS256 alone: a public key is no secret");
    }
  }
}
