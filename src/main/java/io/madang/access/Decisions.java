package io.madang.access;

import io.madang.core.Access;
import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.Verb;
import io.madang.core.Verdicts;
import io.madang.identity.NameRegister;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all decisions so far come to. Bans and mutes are of people: a program is stopped by its key,
 * and this house itself, which writes decisions down, by nobody.
 *
 * <p>What is over is forgotten, a look at all of it each minute at most.
 *
 * <p>Threads: any.
 */
public final class Decisions implements Verdicts, NameRegister {

  /** Of rooms with an owner; of names; of bans, mutes and revocations together. */
  static final int MAX = 100_000;

  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Refusal BANNED = Refusal.forbidden("you may not come in here");
  private static final Refusal REVOKED =
      Refusal.unauthorized("what proved who you are has been revoked");
  private static final Refusal MUTED = Refusal.forbidden("you may not speak here for now");

  private final Map<String, Instant> bans = new ConcurrentHashMap<>();
  private final Map<String, Instant> mutes = new ConcurrentHashMap<>();
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
  private final Map<String, Instant> ended = new ConcurrentHashMap<>();
  private final Map<Topic, Decision.Room> rooms = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Clock clock;
  private Instant nextSweep = Instant.EPOCH;
  private volatile Access moderators = Access.NOBODY;
  private volatile Consumer<Person> newcomer = person -> {};

  public Decisions(Clock clock) {
    this.clock = clock;
  }

  /** Who moderates from now on. */
  public void moderators(Access access) {
    moderators = access;
  }

  /** Has this hear of somebody who has signed in for the first time under a name. */
  void whenNew(Consumer<Person> listener) {
    newcomer = listener;
  }

  synchronized void clear() {
    bans.clear();
    mutes.clear();
    revoked.clear();
    ended.clear();
    rooms.clear();
    names.clear();
  }

  synchronized void apply(Decision decision) {
    sweep();
    if (decision instanceof Decision.Ban ban) {
      keep(bans, ban.user(), ban.until());
    } else if (decision instanceof Decision.Mute mute) {
      keep(mutes, scope(mute.user(), mute.topic().orElse(null)), mute.until());
    } else if (decision instanceof Decision.Revoke revoke) {
      keep(revoked, revoke.mark(), revoke.until());
    } else if (decision instanceof Decision.Room room) {
      rooms.merge(room.topic(), room, (before, now) -> now.isClaim() ? before : now);
    } else if (decision instanceof Decision.Name name) {
      names.putIfAbsent(folded(name.name()), name.user());
    }
  }

  /** A session has ended. */
  synchronized void end(Decision.Revoke session) {
    sweep();
    keep(ended, session.mark(), session.until());
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    nextSweep = now.plus(SWEEP);
    for (Map<String, Instant> all : List.of(bans, mutes, revoked, ended)) {
      all.values().removeIf(until -> !until.isAfter(now));
    }
  }

  private void keep(Map<String, Instant> all, String what, Instant until) {
    if (until.isAfter(clock.instant())) {
      all.put(what, until);
    } else {
      all.remove(what);
    }
  }

  private static String scope(String user, @Nullable Topic topic) {
    return topic == null ? user : user + "\n" + topic.name();
  }

  private boolean holds(Map<String, Instant> all, String what) {
    if (all.isEmpty()) {
      return false;
    }
    Instant until = all.get(what);
    return until != null && until.isAfter(clock.instant());
  }

  /** The room that belongs to somebody, if it does. */
  Optional<Decision.Room> room(Topic topic) {
    return Optional.ofNullable(rooms.get(topic));
  }

  /** How many bans, mutes and revocations hold, or have ended within a minute. */
  int size() {
    return bans.size() + mutes.size() + revoked.size();
  }

  /** How many sessions that ended are remembered. */
  int ended() {
    return ended.size();
  }

  int rooms() {
    return rooms.size();
  }

  int names() {
    return names.size();
  }

  /** Whether the speaker moderates there: by its role, or because the room is its own. */
  public boolean moderates(Speaker speaker, Topic topic) {
    Decision.Room room = rooms.get(topic);
    boolean isOwner = room != null && room.owner().equals(speaker.person().user());
    return isOwner || speaker.isServer() || isModerator(speaker, topic);
  }

  boolean isModerator(Speaker speaker, Topic topic) {
    return moderators.admits(speaker, topic);
  }

  @Override
  public @Nullable Refusal refusesEntry(Speaker speaker) {
    if (!speaker.isServer() && holds(bans, speaker.person().user())) {
      return BANNED;
    }
    for (String mark : speaker.standing().marks()) {
      if (holds(revoked, mark) || holds(ended, mark)) {
        return REVOKED;
      }
    }
    return null;
  }

  @Override
  public @Nullable Refusal refuses(Verb verb, Speaker speaker, Topic topic) {
    boolean isHeard = verb != Verb.READ && verb != Verb.PRESENCE && !speaker.isServer();
    String user = speaker.person().user();
    return isHeard && (holds(mutes, user) || holds(mutes, scope(user, topic))) ? MUTED : null;
  }

  @Override
  public boolean hides(Speaker speaker, Topic topic) {
    Decision.Room room = rooms.get(topic);
    return room != null
        && room.isPrivate()
        && !speaker.isServer()
        && speaker.standing().grants() == null
        && !room.owner().equals(speaker.person().user())
        && !room.members().contains(speaker.person().user())
        && !isModerator(speaker, topic);
  }

  @Override
  public void keep(Person person) {
    if (!person.user().equals(names.get(folded(person.name()))) && names.size() < MAX) {
      newcomer.accept(person);
    }
  }

  @Override
  public void check(Person guest) {
    String owner = names.isEmpty() ? null : names.get(folded(guest.name()));
    if (owner != null) {
      throw Refusal.badRequest("name: it is that of somebody who has signed in").exception();
    }
  }

  /** Names that look the same to people are one. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Cf}]+", "");
  }

  /** The users that a moderator has banned, for a person to look at. */
  public Set<String> banned() {
    return Set.copyOf(bans.keySet());
  }
}
