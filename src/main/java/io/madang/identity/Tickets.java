package io.madang.identity;

import io.madang.core.Grants;
import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Tickets for a browser that cannot set headers: whoever has proven who it is gets one, and comes
 * in with it once, within 30 seconds, on any server.
 *
 * <p>Threads: any; {@link #redeem} waits for the store.
 */
public final class Tickets {

  /** How long one holds. */
  public static final Duration HOLDS = Duration.ofSeconds(30);

  private static final String PURPOSE = "ticket";

  /** Remembers which tickets were used, for all servers. */
  @FunctionalInterface
  public interface Used {

    /**
     * Whether it is the first time that this one comes; waits for the store.
     *
     * @throws RefusedException {@code unavailable} when the store cannot tell
     */
    boolean isFirst(String ticket);
  }

  private final OwnTokens tokens;
  private final Used used;

  public Tickets(OwnTokens tokens, Used used) {
    this.tokens = tokens;
    this.used = used;
  }

  /** A ticket for the speaker. */
  public String issue(Speaker speaker) {
    Standing standing = speaker.standing();
    Map<String, Object> about = new HashMap<>();
    about.put("jti", UUID.randomUUID().toString());
    about.put("sub", speaker.person().user());
    about.put("name", speaker.person().name());
    about.put("kind", standing.kind().name());
    about.put("roles", List.copyOf(standing.roles()));
    about.put("marks", List.copyOf(standing.marks()));
    Instant until = standing.until();
    if (until != null) {
      about.put("until", until.toEpochMilli());
    }
    Grants grants = standing.grants();
    if (grants != null) {
      Map<String, List<String>> patterns = new HashMap<>();
      grants.patterns().forEach((verb, list) -> patterns.put(GrantsText.word(verb), list));
      about.put("grants", patterns);
    }
    return tokens.make(PURPOSE, about, HOLDS);
  }

  /**
   * Whom the ticket was issued to.
   *
   * @throws RefusedException {@code unauthorized} when it is none, too old, or used
   */
  public Speaker redeem(String ticket) {
    JwtClaims claims = tokens.read(PURPOSE, ticket).orElseThrow(Tickets::unknown);
    try {
      if (!used.isFirst(claims.getJwtId())) {
        throw unknown();
      }
      return speaker(claims);
    } catch (MalformedClaimException e) {
      throw unknown();
    }
  }

  private static RefusedException unknown() {
    return Refusal.unauthorized("ticket: it is not known, or was used before").exception();
  }

  private static Speaker speaker(JwtClaims claims) throws MalformedClaimException {
    Long until = claims.getClaimValue("until", Long.class);
    Standing standing =
        new Standing(
            Standing.Kind.valueOf(claims.getStringClaimValue("kind")),
            Set.copyOf(claims.getStringListClaimValue("roles")),
            GrantsText.read(claims.getClaimValue("grants")),
            until == null ? null : Instant.ofEpochMilli(until),
            Set.copyOf(claims.getStringListClaimValue("marks")));
    Person person = new Person(claims.getSubject(), claims.getStringClaimValue("name"));
    return new Speaker(person, standing, true);
  }
}
