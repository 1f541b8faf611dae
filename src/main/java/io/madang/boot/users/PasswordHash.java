package io.madang.boot.users;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What of a password is kept: PBKDF2 (RFC 8018) with HMAC-SHA-512 and a salt of its own.
 *
 * <p>As text: {@code pbkdf2-sha512:ROUNDS:SALT:DIGEST}, the last two in base64url. Immutable.
 */
record PasswordHash(int rounds, String salt, String digest) {

  /** As many as OWASP recommends for SHA-512. */
  private static final int ROUNDS = 210_000;

  private static final int MOST_ROUNDS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BITS = 512;
  private static final String NAME = "pbkdf2-sha512";

  /** Of no password; to look at it is as much work as at any other. */
  static final PasswordHash NONE =
      new PasswordHash(ROUNDS, encoded(new byte[SALT_BYTES]), encoded(new byte[DIGEST_BITS / 8]));

  /** Of a password, with a new salt. */
  static PasswordHash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new PasswordHash(ROUNDS, encoded(salt), encoded(digest(password, salt, ROUNDS)));
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  static PasswordHash parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(NAME) || !parts[1].matches("[1-9][0-9]{3,7}")) {
      throw new IllegalArgumentException("expected " + NAME + ":ROUNDS:SALT:DIGEST");
    }
    PasswordHash hash = new PasswordHash(Integer.parseInt(parts[1]), parts[2], parts[3]);
    if (hash.rounds > MOST_ROUNDS || bytes(hash.salt).length == 0) {
      throw new IllegalArgumentException("expected at most " + MOST_ROUNDS + " rounds, and a salt");
    }
    bytes(hash.digest);
    return hash;
  }

  /** The text. */
  String text() {
    return NAME + ":" + rounds + ":" + salt + ":" + digest;
  }

  /** Whether it is of this password; as much work whatever the answer is. */
  boolean isOf(String password) {
    byte[] kept = bytes(digest);
    byte[] shown = digest(password, bytes(salt), rounds);
    return MessageDigest.isEqual(kept, shown);
  }

  /** Composed, so that it does not matter by which keyboard a letter was typed. */
  private static byte[] digest(String password, byte[] salt, int rounds) {
    String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
    PBEKeySpec spec = new PBEKeySpec(composed.toCharArray(), salt, rounds, DIGEST_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Override
  public String toString() {
    return "a password's hash";
  }
}
