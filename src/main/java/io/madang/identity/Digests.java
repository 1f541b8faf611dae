package io.madang.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 of secrets, for names that lead no way back to them. */
public final class Digests {

  private Digests() {}

  /** Of a purpose and a secret, so that the same secret has another digest for another purpose. */
  private static byte[] bytes(String purpose, byte[] secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(purpose.getBytes(StandardCharsets.UTF_8));
      return digest.digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As 43 characters of base64url. */
  public static String text(String purpose, String secret) {
    byte[] digest = bytes(purpose, secret.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
