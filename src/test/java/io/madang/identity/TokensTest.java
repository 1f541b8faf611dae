package io.madang.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.kit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens of another house are believed. */
class TokensTest {

  private static final String SECRET = "0123456789012345678901234567890123456789";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final VerificationKeys keys = new VerificationKeys();
  private KeyPair rsa;

  @BeforeEach
  void makeKeys() throws Exception {
    rsa = pair("RSA");
  }

  private static KeyPair pair(String kind) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.equals("ES256") ? "EC" : kind);
    if (kind.equals("RSA")) {
      generator.initialize(2048);
    } else if (kind.equals("ES256")) {
      generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
    }
    return generator.generateKeyPair();
  }

  private Tokens tokens(String... algorithms) {
    return new Tokens(
        new TokenRules(
            List.of(algorithms),
            Optional.empty(),
            Optional.of(URI.create("https://issuer.example")),
            "issuer",
            "madang",
            Duration.ofSeconds(30),
            "roles"),
        keys,
        clock);
  }

  private void pem(Key key) throws Exception {
    String text =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    keys.replace(Files.writeString(folder.resolve("key.pem"), text));
  }

  private JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("issuer");
    claims.setAudience("madang");
    claims.setSubject("kim");
    claims.setExpirationTime(at(clock.instant().plusSeconds(600)));
    return claims;
  }

  private static NumericDate at(Instant time) {
    return NumericDate.fromMilliseconds(time.toEpochMilli());
  }

  private static String sign(JwtClaims claims, String algorithm, Key key) throws Exception {
    return sign(claims, algorithm, key, token -> {});
  }

  private static String sign(
      JwtClaims claims, String algorithm, Key key, Consumer<JsonWebSignature> headers)
      throws Exception {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    token.setPayload(claims.toJson());
    token.setAlgorithmHeaderValue(algorithm);
    token.setKey(key);
    token.setDoKeyValidation(false);
    headers.accept(token);
    return token.getCompactSerialization();
  }

  private void assertRefused(Tokens tokens, String token) {
    assertThatThrownBy(() -> tokens.recognise(token))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Authorization:")
        .hasMessageNotContaining(token);
  }

  @ParameterizedTest
  @CsvSource({"RS256, RSA", "ES256, ES256", "EdDSA, Ed25519"})
  void aTokenSignedByThePublicKeysOwnerIsBelieved(String algorithm, String kind) throws Exception {
    KeyPair pair = pair(kind);
    pem(pair.getPublic());
    Speaker speaker =
        tokens(algorithm).recognise(sign(claims(), algorithm, pair.getPrivate())).orElseThrow();
    assertThat(speaker.person().user()).isEqualTo("kim");
    assertThat(speaker.standing().isSignedIn()).isTrue();
    assertThat(speaker.standing().until())
        .isEqualTo(clock.instant().plusSeconds(630).truncatedTo(ChronoUnit.SECONDS));
    assertRefused(tokens(algorithm), sign(claims(), algorithm, pair(kind).getPrivate()));
  }

  @Test
  void aSharedSecretSigns() throws Exception {
    keys.replace(Files.writeString(folder.resolve("secret"), SECRET));
    Key key = new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(tokens("HS256").recognise(sign(claims(), "HS256", key))).isPresent();
    Key other = new HmacKey((SECRET + "x").getBytes(StandardCharsets.UTF_8));
    assertRefused(tokens("HS256"), sign(claims(), "HS256", other));
  }

  @Test
  void aPublicKeyIsNoSecret() throws Exception {
    pem(rsa.getPublic());
    Key confused = new HmacKey(rsa.getPublic().getEncoded());
    assertRefused(tokens("RS256"), sign(claims(), "HS256", confused));
    assertThatThrownBy(() -> tokens("RS256", "HS256")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void anUnsignedTokenIsNot(String algorithm) throws Exception {
    pem(rsa.getPublic());
    String head = "{\"alg\":\"" + algorithm + "\"}";
    String token = encoded(head) + "." + encoded(claims().toJson()) + ".";
    assertRefused(tokens("RS256"), token);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aKeyThatTheTokenBringsAlongIsNot() throws Exception {
    pem(rsa.getPublic());
    KeyPair thief = pair("RSA");
    PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(thief.getPublic());
    String token =
        sign(
            claims(),
            "RS256",
            thief.getPrivate(),
            jws -> {
              jws.setHeader("jwk", Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"));
              jws.setHeader("jku", "https://thief.example/keys");
              jws.setHeader("x5u", "https://thief.example/certificate");
              jws.setKeyIdHeaderValue("../../../../dev/null");
            });
    assertThat(jwk.getAlgorithm()).isNull();
    assertRefused(tokens("RS256"), token);
  }

  @Test
  void keysHaveIdsAndTheRightOneIsTaken() throws Exception {
    KeyPair other = pair("RSA");
    PublicJsonWebKey first = PublicJsonWebKey.Factory.newPublicJwk(rsa.getPublic());
    first.setKeyId("first");
    PublicJsonWebKey second = PublicJsonWebKey.Factory.newPublicJwk(other.getPublic());
    second.setKeyId("second");
    keys.replace("{\"keys\":[" + first.toJson() + "," + second.toJson() + "]}");
    String token =
        sign(claims(), "RS256", other.getPrivate(), t -> t.setKeyIdHeaderValue("second"));
    assertThat(tokens("RS256").recognise(token)).isPresent();
    String wrong = sign(claims(), "RS256", other.getPrivate(), t -> t.setKeyIdHeaderValue("first"));
    assertRefused(tokens("RS256"), wrong);
  }

  @Test
  void aKeyThatIsMissingIsAskedFor() throws Exception {
    pem(rsa.getPublic());
    PublicJsonWebKey known = PublicJsonWebKey.Factory.newPublicJwk(rsa.getPublic());
    known.setKeyId("known");
    keys.replace(known.toJson());
    int[] asked = {0};
    keys.whenMissing(() -> asked[0]++);
    assertRefused(
        tokens("RS256"),
        sign(claims(), "RS256", rsa.getPrivate(), t -> t.setKeyIdHeaderValue("new")));
    assertThat(asked[0]).isEqualTo(1);
  }

  @Test
  void whatItMustSayIsChecked() throws Exception {
    pem(rsa.getPublic());
    List<Consumer<JwtClaims>> wrongs =
        List.of(
            c -> c.setIssuer("another"),
            c -> c.unsetClaim("iss"),
            c -> c.setAudience("another"),
            c -> c.unsetClaim("aud"),
            c -> c.unsetClaim("exp"),
            c -> c.unsetClaim("sub"),
            c -> c.setSubject("a\nb"),
            c -> c.setSubject("x".repeat(65)),
            c -> c.setStringClaim("name", "\u202E\n"),
            c -> c.setClaim("name", 5),
            c -> c.setExpirationTime(at(clock.instant().minusSeconds(31))),
            c -> c.setNotBefore(at(clock.instant().plusSeconds(60))),
            c -> c.setClaim("madang", "everything"),
            c -> c.setClaim("madang", Map.of("read", "chat/*")),
            c -> c.setClaim("madang", Map.of("read", List.of("chat/*/x"))));
    for (Consumer<JwtClaims> wrong : wrongs) {
      JwtClaims claims = claims();
      wrong.accept(claims);
      assertRefused(tokens("RS256"), sign(claims, "RS256", rsa.getPrivate()));
    }
  }

  @Test
  void aLittleLatenessIsForgiven() throws Exception {
    pem(rsa.getPublic());
    JwtClaims claims = claims();
    claims.setExpirationTime(at(clock.instant().minusSeconds(29)));
    assertThat(tokens("RS256").recognise(sign(claims, "RS256", rsa.getPrivate()))).isPresent();
  }

  @Test
  void rolesGrantsAndANameAreItsOwn() throws Exception {
    pem(rsa.getPublic());
    JwtClaims claims = claims();
    claims.setStringClaim("name", "Kim");
    claims.setStringListClaim("roles", "editor");
    claims.setClaim("madang", Map.of("read", List.of("chat/*"), "publish", List.of("chat/a")));
    Speaker speaker =
        tokens("RS256").recognise(sign(claims, "RS256", rsa.getPrivate())).orElseThrow();
    assertThat(speaker.person().name()).isEqualTo("Kim");
    assertThat(speaker.standing().roles()).containsExactly("editor");
    assertThat(speaker.standing().grants()).isNotNull();
  }

  @Test
  void whatIsNoTokenIsAnothersBusiness() {
    assertThat(tokens("RS256").recognise("mdk_abc")).isEmpty();
  }

  @Test
  void aTokenOfAbsurdLengthIsNotLookedAt() {
    assertRefused(tokens("RS256"), "a." + "b".repeat(9_000) + ".c");
  }
}
