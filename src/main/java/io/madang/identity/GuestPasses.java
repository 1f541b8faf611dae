package io.madang.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Signed passes that make a browser the same guest each time, on every server. Threads: any. */
public final class GuestPasses {

  /** How long a browser keeps one. */
  public static final Duration HOLDS = SigningKeys.HOLDS;

  private static final String PURPOSE = "guest";
  private static final int ID_BYTES = 12;
  private static final Duration FRESH = HOLDS.dividedBy(2);

  private final SecureRandom random = new SecureRandom();
  private final OwnTokens tokens;
  private final Clock clock;

  public GuestPasses(OwnTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A pass for somebody new. */
  public String issue() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return issue(Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  private String issue(String user) {
    return tokens.make(PURPOSE, Map.of("sub", user), HOLDS);
  }

  /** The public id of whom the pass is for, if it is one. */
  public Optional<String> user(String pass) {
    return tokens.read(PURPOSE, pass).map(GuestPasses::subject);
  }

  private static String subject(JwtClaims claims) {
    try {
      return claims.getSubject();
    } catch (MalformedClaimException e) {
      throw new IllegalStateException("we wrote it", e);
    }
  }

  /** The pass to keep from now on: a new one for nobody, a longer one for an old one. */
  public Optional<String> renewed(Optional<String> pass) {
    Optional<JwtClaims> claims = pass.flatMap(text -> tokens.read(PURPOSE, text));
    if (claims.isEmpty()) {
      return Optional.of(issue());
    }
    return claims.filter(this::isOld).map(old -> issue(subject(old)));
  }

  private boolean isOld(JwtClaims claims) {
    try {
      Instant until = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
      return until.minus(FRESH).isBefore(clock.instant());
    } catch (MalformedClaimException e) {
      throw new IllegalStateException("we wrote it", e);
    }
  }
}
