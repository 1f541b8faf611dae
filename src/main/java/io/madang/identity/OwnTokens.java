package io.madang.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Tokens that this house makes for itself (JWT, HS256): whose browser it is, who may come in once.
 *
 * <p>Threads: any.
 */
public final class OwnTokens {

  private final Supplier<SigningKeys> keys;
  private final Clock clock;

  /** With these keys, which are asked for when they are needed first. */
  public OwnTokens(Supplier<SigningKeys> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A token for one purpose, which holds for a while. */
  String make(String purpose, Map<String, Object> about, Duration holds) {
    SigningKeys.Key key = keys.get().newest();
    JwtClaims claims = new JwtClaims();
    about.forEach(claims::setClaim);
    claims.setAudience("madang " + purpose);
    claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
    claims.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + holds.toMillis()));
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKey(new HmacKey(key.bytes()));
    token.setKeyIdHeaderValue(key.id());
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** What a token of this purpose says, if it is one of ours and still holds. */
  Optional<JwtClaims> read(String purpose, String token) {
    JwtConsumer reader =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
            .setVerificationKeyResolver(resolver())
            .setExpectedAudience("madang " + purpose)
            .setRequireExpirationTime()
            .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
            .build();
    try {
      return Optional.of(reader.processToClaims(token));
    } catch (InvalidJwtException e) {
      return Optional.empty();
    }
  }

  private VerificationKeyResolver resolver() {
    List<SigningKeys.Key> all = keys.get().all();
    return (token, nesting) ->
        all.stream()
            .filter(key -> key.id().equals(token.getKeyIdHeaderValue()))
            .findFirst()
            .map(key -> new HmacKey(key.bytes()))
            .orElseThrow(() -> new UnresolvableKeyException("not one of ours"));
  }
}
