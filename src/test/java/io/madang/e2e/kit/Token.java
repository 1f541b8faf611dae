package io.madang.e2e.kit;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON Web Tokens, made by hand, so that no code of the server's judges itself. */
public final class Token {

  public static final String SECRET = "a secret of the tests, of 32 bytes or more";
  public static final String ISSUER = "https://issuer.example";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final JsonObjectBuilder claims =
      Json.createObjectBuilder()
          .add("iss", ISSUER)
          .add("aud", "madang")
          .add("jti", UUID.randomUUID().toString());

  private Token() {}

  /** A user's, for ten minutes. */
  public static Token of(String user) {
    Token token = new Token();
    token.claims.add("sub", user);
    return token.endsIn(Duration.ofMinutes(10));
  }

  public Token endsIn(Duration time) {
    claims.add("exp", Instant.now().plus(time).getEpochSecond());
    return this;
  }

  public Token id(String id) {
    claims.add("jti", id);
    return this;
  }

  public Token role(String role) {
    claims.add("roles", Json.createArrayBuilder().add(role));
    return this;
  }

  /** What its bearer may do: the claim's JSON. */
  public Token grants(String json) {
    claims.add("madang", Frames.lines(json).get(0));
    return this;
  }

  public String signed() {
    String text = encoded("{\"alg\":\"HS256\"}") + "." + encoded(claims.build().toString());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + URL.encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The header's value. */
  public String bearer() {
    return "Bearer " + signed();
  }

  private static String encoded(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
