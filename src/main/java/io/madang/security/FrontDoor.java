package io.madang.security;

import io.madang.core.Door;
import io.madang.core.Names;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import io.madang.core.Visitor;
import io.madang.identity.Bearers;
import io.madang.identity.Digests;
import io.madang.identity.GuestPasses;
import io.madang.identity.NameRegister;
import io.madang.identity.Tickets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one door: tokens and keys, then tickets, then the container's login, then the guest's pass,
 * then the guest's secret; what comes first says who it is.
 *
 * <p>A guest's public id is a digest of its secret, the same on every server, with no way back.
 *
 * <p>Threads: any; immutable but for the places, and closed once.
 */
public final class FrontDoor implements Door {

  private static final int MAX_NAME = 40;
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final int MAX_USER = 64;
  private static final int ID_BYTES = 12;
  private static final int ID_LENGTH = 16;
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  /**
   * What it asks.
   *
   * @param bearers each knows a kind of bearer token
   */
  public record Parts(
      List<Bearers> bearers,
      Tickets tickets,
      GuestPasses passes,
      NameRegister names,
      Policies policies,
      Origins origins,
      Places places,
      AddressRates rates) {}

  private final SecureRandom random = new SecureRandom();
  private final Parts parts;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);

  public FrontDoor(Parts parts) {
    this.parts = parts;
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
  public Speaker identify(Visitor visitor) {
    Speaker speaker = proven(visitor).orElseGet(() -> guest(visitor));
    parts.rates.ask(visitor.address(), speaker);
    return admitted(speaker);
  }

  @Override
  public Speaker identify(String token, String address) {
    return admitted(parts.rates.verified(address, () -> bearer(token)));
  }

  private Speaker admitted(Speaker speaker) {
    Refusal refusal = parts.policies.refusesEntry(speaker);
    if (refusal != null) {
      throw refusal.exception();
    }
    if (speaker.standing().isSignedIn()) {
      parts.names.keep(speaker.person());
    }
    return speaker;
  }

  private Optional<Speaker> proven(Visitor visitor) {
    Visitor.Proof proof = visitor.proof();
    String authorization = proof.authorization();
    String bearer = proof.bearer();
    if (bearer != null) {
      Speaker proven = parts.rates.verified(visitor.address(), () -> bearer(bearer));
      return Optional.of(shownAs(visitor, proven));
    }
    String ticket = proof.ticket();
    if (ticket != null) {
      return Optional.of(
          parts.rates.verified(visitor.address(), () -> parts.tickets.redeem(ticket)));
    }
    Visitor.Login login = proof.login();
    if (authorization != null && login == null) {
      return Optional.of(parts.rates.verified(visitor.address(), FrontDoor::noBearer));
    }
    return Optional.ofNullable(login).map(FrontDoor::member);
  }

  private static Speaker noBearer() {
    throw Refusal.unauthorized("Authorization: expected a bearer token").exception();
  }

  private Speaker bearer(String token) {
    return parts.bearers.stream()
        .flatMap(bearers -> bearers.recognise(token).stream())
        .findFirst()
        .orElseThrow(
            () -> Refusal.unauthorized("Authorization: the token is not known").exception());
  }

  /** A program may speak under any name, and as the guest whose secret it knows. */
  private static Speaker shownAs(Visitor visitor, Speaker speaker) {
    String name = visitor.name();
    if (!speaker.isServer() || (name == null && visitor.client() == null)) {
      return speaker;
    }
    String user = user(visitor.client()).orElse(speaker.person().user());
    String shown = name == null ? speaker.person().name() : checked(name);
    return new Speaker(new Person(user, shown), speaker.standing(), true);
  }

  private static Speaker member(Visitor.Login login) {
    Names.check("user", login.user(), MAX_USER);
    String session = login.session();
    Set<String> marks = session == null ? Set.of() : Set.of(sessionMark(session));
    String shown =
        login.user().codePointCount(0, login.user().length()) <= MAX_NAME
            ? login.user()
            : login.user().substring(0, login.user().offsetByCodePoints(0, MAX_NAME));
    Standing standing = new Standing(Standing.Kind.MEMBER, login.roles(), null, null, marks);
    return new Speaker(new Person(login.user(), shown), standing, true);
  }

  /** By what a session's connections are found when it ends. */
  public static String sessionMark(String session) {
    return "session:" + Digests.text("madang session ", session);
  }

  private Speaker guest(Visitor visitor) {
    Optional<String> client = user(visitor.client());
    Optional<String> lasting =
        Optional.ofNullable(visitor.proof().pass()).flatMap(parts.passes::user).or(() -> client);
    String id = lasting.orElseGet(this::newId);
    String name = visitor.name();
    String shown = name == null ? "guest-" + id.substring(0, 4) : checked(name);
    Person person = new Person(id, shown);
    parts.names.check(person);
    return new Speaker(person, Standing.GUEST, lasting.isPresent());
  }

  private static String checked(String name) {
    Names.check("name", name, MAX_NAME);
    return name;
  }

  private static Optional<String> user(@Nullable String client) {
    if (client == null) {
      return Optional.empty();
    }
    if (!CLIENT.matcher(client).matches()) {
      throw Refusal.badRequest("client: expected 16 to 64 of A-Z a-z 0-9 - _").exception();
    }
    return Optional.of(Digests.text("madang guest ", client).substring(0, ID_LENGTH));
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  @Override
  public Set<String> roles() {
    return parts.policies.roles();
  }

  @Override
  public void checkOrigin(Visitor visitor) {
    if (visitor.proof().bearer() == null) { // no browser sends one that no page put there
      parts.origins.check(visitor.sent());
    }
  }

  @Override
  public void checkConnect(Visitor visitor) {
    if (visitor.proof().bearer() == null) {
      parts.rates.checkConnect(visitor.address());
    }
  }

  @Override
  public void flooded(String address) {
    parts.rates.flooded(address);
  }

  @Override
  public Place admit(Visitor visitor, Speaker speaker) {
    checkOpen();
    parts.rates.connect(visitor.address(), speaker);
    return parts.places.take(visitor.address());
  }

  @Override
  public Place park(Visitor visitor) {
    checkOpen();
    return parts.places.take(visitor.address());
  }
}
