package io.madang.security;

import io.madang.core.Door;
import io.madang.core.Names;
import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A door for guests, who are known by a secret of their own, and for the holder of the publish key.
 *
 * <p>A guest's public id is a digest of the secret: the same on every server, and no way back.
 *
 * <p>Threads: any; immutable but for the places, and closed once.
 */
public final class GuestDoor implements Door {

  private static final int MAX_NAME = 40;
  private static final int ID_BYTES = 12;
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final String BEARER = "Bearer ";
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final SecureRandom random = new SecureRandom();
  private final @Nullable String publishKey;
  private final Origins origins;
  private final Places places;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);

  /**
   * A door.
   *
   * @param publishKey what the server's own programs send as a bearer token, or null for none
   */
  public GuestDoor(@Nullable String publishKey, Origins origins, Places places) {
    this.publishKey = publishKey;
    this.origins = origins;
    this.places = places;
  }

  @Override
  public Speaker identify(Visitor visitor) {
    String name = visitor.name();
    if (name != null) {
      Names.check("name", name, MAX_NAME);
    }
    Optional<String> user = user(visitor.client());
    boolean isServer = holdsKey(visitor);
    String id = user.orElseGet(() -> isServer ? "server" : newId());
    String shown = name != null ? name : isServer ? id : "guest-" + id.substring(0, 4);
    return new Speaker(new Person(id, shown), isServer, user.isPresent() || isServer);
  }

  private boolean holdsKey(Visitor visitor) {
    String authorization = visitor.authorization();
    if (authorization == null) {
      return false;
    }
    if (!authorization.startsWith(BEARER) || publishKey == null) {
      throw Refusal.unauthorized("Authorization: expected a bearer token").exception();
    }
    String token = authorization.substring(BEARER.length()).strip();
    if (!MessageDigest.isEqual(bytes(token), bytes(publishKey))) {
      throw Refusal.unauthorized("Authorization: the token is not known").exception();
    }
    return true;
  }

  private static Optional<String> user(@Nullable String client) {
    if (client == null) {
      return Optional.empty();
    }
    if (!CLIENT.matcher(client).matches()) {
      throw Refusal.badRequest("client: expected 16 to 64 of A-Z a-z 0-9 - _").exception();
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes("madang guest " + client));
      return Optional.of(text(java.util.Arrays.copyOf(digest, ID_BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return text(id);
  }

  private static String text(byte[] id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void checkOrigin(Visitor visitor) {
    if (!origins.allow(visitor.origin(), visitor.host())) {
      throw Refusal.forbidden("Origin: pages of this site may not do this here").exception();
    }
  }

  /** From now on nobody is let in: the server goes away. Whether it was open. */
  public boolean close() {
    return isOpen.getAndSet(false);
  }

  @Override
  public void checkOpen() {
    if (!isOpen.get()) {
      long millis = ThreadLocalRandom.current().nextLong(COME_BACK.toMillis()) + 1;
      throw Refusal.unavailable("the server goes away", Duration.ofMillis(millis)).exception();
    }
  }

  @Override
  public Place admit(Visitor visitor) {
    checkOpen();
    return places.take(visitor.address());
  }
}
