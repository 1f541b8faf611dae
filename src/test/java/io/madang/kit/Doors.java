package io.madang.kit;

import io.madang.access.Decisions;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import io.madang.core.Visitor;
import io.madang.identity.Bearers;
import io.madang.identity.GuestPasses;
import io.madang.identity.OwnTokens;
import io.madang.identity.PublishKey;
import io.madang.identity.SigningKeys;
import io.madang.identity.Tickets;
import io.madang.security.AddressRates;
import io.madang.security.FrontDoor;
import io.madang.security.Origins;
import io.madang.security.Places;
import io.madang.security.TokenBuckets.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Doors for tests, with all that belongs to one, on a clock of the test's. */
public final class Doors {

  private static final Quota PLENTY = Quota.perSecond(1_000_000, 1_000_000);

  public final ManualClock clock = new ManualClock();
  public final Decisions decisions = new Decisions(clock);
  public final OwnTokens tokens = new OwnTokens(() -> keys(), clock);
  public final GuestPasses passes = new GuestPasses(tokens, clock);
  public final List<Bearers> bearers = new ArrayList<>();
  public SigningKeys keys = SigningKeys.unkept();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  public final Tickets tickets = new Tickets(tokens, used::add);
  private Policies policies = new Policies(List.of(), decisions);
  private AddressRates rates = new AddressRates(PLENTY, PLENTY, PLENTY, 1);

  private SigningKeys keys() {
    return keys;
  }

  /** With a key that may do everything. */
  public Doors withKey(String key) {
    bearers.add(new PublishKey(key));
    return this;
  }

  /** With policies that name roles. */
  public Doors with(Policies other) {
    policies = other;
    return this;
  }

  /** Where addresses are counted. */
  public Doors with(AddressRates other) {
    rates = other;
    return this;
  }

  public FrontDoor door() {
    return door(new Origins(Set.of()), new Places(10, 10));
  }

  public FrontDoor door(Origins origins, Places places) {
    return new FrontDoor(
        new FrontDoor.Parts(bearers, tickets, passes, decisions, policies, origins, places, rates));
  }

  /** A door for guests alone. */
  public static FrontDoor forGuests(Origins origins, Places places) {
    return new Doors().door(origins, places);
  }

  public static Visitor visitor(@Nullable String name, @Nullable String client) {
    return visitor(name, client, Visitor.Proof.NONE);
  }

  public static Visitor visitor(
      @Nullable String name, @Nullable String client, Visitor.Proof proof) {
    return new Visitor(name, client, proof, Visitor.Sent.BY_PROGRAM, "");
  }

  public static Visitor bearing(String authorization) {
    return visitor(null, null, new Visitor.Proof(authorization, null, null, null));
  }

  /** Somebody who has signed in. */
  public static Speaker member(String user, String... roles) {
    Standing standing = new Standing(Standing.Kind.MEMBER, Set.of(roles), null, null, Set.of());
    return new Speaker(new Person(user, user), standing, true);
  }
}
