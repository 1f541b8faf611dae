package io.madang.e2e.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID Connect provider at which one user has signed in already: the authorization code
 * flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636) and refresh tokens.
 *
 * <p>Threads: any.
 */
public final class Issuer implements AutoCloseable {

  public static final String CLIENT_SECRET = "what the proxy and the provider share";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  /** What was asked for with a code. */
  private record Grant(Map<String, String> asked) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final KeyPair keys;
  private final String user;
  private final Duration life;
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();
  private final Map<String, Grant> refreshTokens = new ConcurrentHashMap<>();

  /** The token that was issued last: its {@code jti}. */
  private volatile String lastId = "";

  /** Begins to answer; tokens hold as long as {@code life}. */
  public Issuer(String user, Duration life) {
    this.user = user;
    this.life = life;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, about()));
    server.createContext("/keys", exchange -> json(exchange, jwks()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.setExecutor(threads);
    server.start();
  }

  /** Its name, under which it is also found. */
  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The {@code jti} of the token that was issued last. */
  public String lastId() {
    return lastId;
  }

  private JsonObject about() {
    return Json.createObjectBuilder()
        .add("issuer", uri())
        .add("authorization_endpoint", uri() + "/authorize")
        .add("token_endpoint", uri() + "/token")
        .add("jwks_uri", uri() + "/keys")
        .add("response_types_supported", Json.createArrayBuilder().add("code"))
        .add("subject_types_supported", Json.createArrayBuilder().add("public"))
        .add("id_token_signing_alg_values_supported", Json.createArrayBuilder().add("RS256"))
        .build();
  }

  private JsonObject jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Json.createObjectBuilder()
        .add(
            "keys",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("kty", "RSA")
                        .add("use", "sig")
                        .add("alg", "RS256")
                        .add("kid", "one")
                        .add("n", number(key.getModulus()))
                        .add("e", number(key.getPublicExponent()))))
        .build();
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    if (!"madang".equals(asked.get("client_id"))
        || !"S256".equals(asked.get("code_challenge_method"))) {
      answer(exchange, 400, "text/plain", "not a request of the proxy's");
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, new Grant(asked));
    String back =
        asked.get("redirect_uri")
            + "?code="
            + code
            + "&state="
            + Urls.encode(asked.getOrDefault("state", ""));
    exchange.getResponseHeaders().add("Location", back);
    answer(exchange, 302, "text/plain", "");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Grant grant = isTheProxy(exchange, asked) ? granted(asked) : null;
    if (grant == null) {
      answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
      return;
    }
    String refresh = UUID.randomUUID().toString();
    refreshTokens.put(refresh, grant);
    json(
        exchange,
        Json.createObjectBuilder()
            .add("access_token", UUID.randomUUID().toString())
            .add("token_type", "Bearer")
            .add("expires_in", life.toSeconds())
            .add("refresh_token", refresh)
            .add("id_token", idToken(grant))
            .build());
  }

  private static boolean isTheProxy(HttpExchange exchange, Map<String, String> asked) {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("madang:" + Urls.encode(CLIENT_SECRET)).getBytes(StandardCharsets.US_ASCII));
    return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || CLIENT_SECRET.equals(asked.get("client_secret"));
  }

  private @Nullable Grant granted(Map<String, String> asked) {
    if ("refresh_token".equals(asked.get("grant_type"))) {
      return refreshTokens.remove(asked.getOrDefault("refresh_token", ""));
    }
    Grant grant = codes.remove(asked.getOrDefault("code", ""));
    boolean isItsOwn =
        grant != null
            && Objects.equals(grant.asked().get("redirect_uri"), asked.get("redirect_uri"))
            && digest(asked.getOrDefault("code_verifier", ""))
                .equals(grant.asked().get("code_challenge"));
    return isItsOwn ? grant : null;
  }

  private static String digest(String verifier) {
    try {
      return URL.encodeToString(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String idToken(Grant grant) {
    Instant now = Instant.now();
    lastId = UUID.randomUUID().toString();
    JsonObject claims =
        Json.createObjectBuilder()
            .add("iss", uri())
            .add("aud", "madang")
            .add("sub", user)
            .add("name", user)
            .add("jti", lastId)
            .add("iat", now.getEpochSecond())
            .add("exp", now.plus(life).getEpochSecond())
            .add("nonce", grant.asked().getOrDefault("nonce", ""))
            .build();
    String text = encoded("{\"alg\":\"RS256\",\"kid\":\"one\"}") + "." + encoded(claims.toString());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private static void json(HttpExchange exchange, JsonObject body) throws IOException {
    answer(exchange, 200, "application/json", body.toString());
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
