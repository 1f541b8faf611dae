package io.madang.identity;

import io.madang.core.Grants;
import io.madang.core.Names;
import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that another house makes (JWT, RFC 7519), whose algorithms and keys the settings alone
 * say; whatever a token says of itself in that regard is not believed (RFC 8725).
 *
 * <p>{@code sub} is the user, {@code name} what others see, {@code madang} what its bearer may do:
 * {@code {"read":["chat/*"],"publish":["chat/lobby"]}}, where it has that claim.
 *
 * <p>Threads: any.
 */
public final class Tokens implements Bearers {

  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_USER = 64;
  private static final int MAX_NAME = 40;

  private final TokenRules rules;
  private final VerificationKeys keys;
  private final Clock clock;

  public Tokens(TokenRules rules, VerificationKeys keys, Clock clock) {
    this.rules = rules;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Optional<Speaker> recognise(String token) {
    if (token.chars().filter(c -> c == '.').count() != 2) {
      return Optional.empty();
    }
    if (token.length() > MAX_LENGTH) {
      throw refused("the limit is " + MAX_LENGTH + " characters");
    }
    try {
      return Optional.of(speaker(reader().processToClaims(token), token));
    } catch (InvalidJwtException e) {
      throw refused(e.hasErrorCode(ErrorCodes.EXPIRED) ? "it has ended" : "it is not good here");
    } catch (MalformedClaimException | IllegalArgumentException | RefusedException e) {
      throw refused("a claim is not as it should be");
    }
  }

  private JwtConsumer reader() {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(
                ConstraintType.PERMIT, rules.algorithms().toArray(String[]::new)))
        .setVerificationKeyResolver(keys)
        .setExpectedIssuer(rules.issuer())
        .setExpectedAudience(rules.audience())
        .setRequireSubject()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds((int) rules.leeway().toSeconds())
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build();
  }

  private Speaker speaker(JwtClaims claims, String token) throws MalformedClaimException {
    String user = claims.getSubject();
    Names.check("sub", user, MAX_USER);
    String name = claims.getClaimValue("name", String.class);
    String shown = name == null ? user : name;
    Names.check("name", shown, MAX_NAME);
    Instant until =
        Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()).plus(rules.leeway());
    Grants grants = GrantsText.read(claims.getClaimValue("madang"));
    Standing standing =
        new Standing(
            Standing.Kind.MEMBER, roles(claims), grants, until, Set.of(mark(claims, token)));
    return new Speaker(new Person(user, shown), standing, true);
  }

  private Set<String> roles(JwtClaims claims) {
    @Nullable Object value = claims.getClaimValue(rules.roles());
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** By its own id, or by what it is. */
  private static String mark(JwtClaims claims, String token) throws MalformedClaimException {
    String id = claims.getJwtId();
    return "token:" + (id == null ? Digests.text("madang token ", token) : id);
  }

  private static RefusedException refused(String why) {
    return Refusal.unauthorized("Authorization: the token is not accepted; " + why).exception();
  }
}
