package io.madang.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys with which tokens are verified, replaced as a whole.
 *
 * <p>Threads: any.
 */
public final class VerificationKeys implements VerificationKeyResolver {

  private static final int SECRET_BYTES = 32;
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  /** A key, with the id by which tokens mention it where it has one. */
  private record Known(Optional<String> id, Key key) {

    static Known of(JsonWebKey key) {
      return new Known(Optional.ofNullable(key.getKeyId()), key.getKey());
    }
  }

  private volatile List<Known> keys = List.of();
  private volatile Runnable missing = () -> {};

  /** Has this run when a token mentions a key that is not there: the issuer may have a new one. */
  void whenMissing(Runnable look) {
    missing = look;
  }

  /**
   * Those of a file from now on: JSON Web Keys, public keys in PEM, or a secret of 32 bytes at
   * least.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public void replace(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (text.startsWith("{")) {
      replace(text);
    } else if (text.startsWith("-----BEGIN")) {
      keys = pem(text);
    } else if (text.getBytes(StandardCharsets.UTF_8).length >= SECRET_BYTES) {
      keys =
          List.of(new Known(Optional.empty(), new HmacKey(text.getBytes(StandardCharsets.UTF_8))));
    } else {
      throw new IllegalArgumentException(
          "expected JSON Web Keys, PUBLIC KEY in PEM, or a secret of " + SECRET_BYTES + " bytes");
    }
  }

  /**
   * Those of a JSON Web Key Set, or a single JSON Web Key, from now on.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  void replace(String json) {
    try {
      keys =
          json.contains("\"keys\"")
              ? new JsonWebKeySet(json).getJsonWebKeys().stream().map(Known::of).toList()
              : List.of(Known.of(JsonWebKey.Factory.newJwk(json)));
    } catch (JoseException e) {
      throw new IllegalArgumentException("expected JSON Web Keys", e);
    }
  }

  private static List<Known> pem(String text) {
    String[] parts = text.split(BEGIN, -1);
    if (!parts[0].isBlank()) {
      throw new IllegalArgumentException("expected PEM blocks of PUBLIC KEY");
    }
    return Stream.of(parts)
        .skip(1)
        .map(part -> new Known(Optional.empty(), publicKey(part)))
        .toList();
  }

  private static Key publicKey(String block) {
    byte[] encoded = Base64.getMimeDecoder().decode(block.split(END, 2)[0]);
    return Stream.of("RSA", "EC", "Ed25519")
        .flatMap(kind -> publicKey(kind, encoded).stream())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected public keys for RSA, EC or Ed25519"));
  }

  /** None when it is of another kind. */
  private static Optional<Key> publicKey(String kind, byte[] encoded) {
    try {
      return Optional.of(
          KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    Optional<String> id = Optional.ofNullable(token.getKeyIdHeaderValue());
    List<Known> all = keys;
    return all.stream()
        .filter(key -> id.isEmpty() || key.id.isEmpty() || key.id.equals(id))
        .filter(key -> fits(key.key, token.getAlgorithmHeaderValue()))
        .findFirst()
        .map(Known::key)
        .orElseThrow(
            () -> {
              missing.run();
              return new UnresolvableKeyException("no such key");
            });
  }

  private static boolean fits(Key key, String algorithm) {
    return switch (String.valueOf(algorithm)) {
      case "HS256" -> key instanceof HmacKey || key instanceof javax.crypto.SecretKey;
      case "RS256" -> key instanceof java.security.interfaces.RSAPublicKey;
      case "ES256" -> key instanceof java.security.interfaces.ECPublicKey;
      case "EdDSA" -> key instanceof java.security.interfaces.EdECPublicKey;
      default -> false;
    };
  }
}
