package io.madang.access;

import io.madang.core.Hub;
import io.madang.core.Policies;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.Verb;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Rooms that belong to somebody. Who says so before anything was said in a topic owns it; the owner
 * may close it to all but its members.
 *
 * <p>Threads: any.
 */
public final class Rooms {

  private final Hub hub;
  private final Policies policies;
  private final Decisions decisions;
  private final AccessLog log;

  /** What a room is, and what the speaker may decide there. */
  public record View(
      boolean owned, boolean isPrivate, String owner, Set<String> members, May may) {}

  /**
   * What somebody may decide: pages show nothing else, and the server asks again.
   *
   * @param moderate delete what others said in the room, and mute them in it
   * @param ban somebody everywhere, or mute them there
   * @param change who may come into the room
   */
  public record May(boolean moderate, boolean ban, boolean change) {}

  /** What an owner wants it to be. */
  public record Wish(boolean isPrivate, Set<String> members) {

    /**
     * Reads it: {@code private} and {@code members}, both of which may be left out.
     *
     * @throws io.madang.core.RefusedException {@code bad_request}, naming the field
     */
    public static Wish of(JsonObject body) {
      JsonValue wanted = body.getOrDefault("private", JsonValue.FALSE);
      if (wanted != JsonValue.TRUE && wanted != JsonValue.FALSE) {
        throw Refusal.badRequest("private: expected true or false").exception();
      }
      return new Wish(wanted == JsonValue.TRUE, Decision.members(body.get("members")));
    }
  }

  public Rooms(Hub hub, Policies policies, Decisions decisions, AccessLog log) {
    this.hub = hub;
    this.policies = policies;
    this.decisions = decisions;
    this.log = log;
  }

  /** What it is now. */
  public View view(Speaker speaker, Topic topic) {
    policies.check(Verb.READ, speaker, topic);
    boolean isAbove = speaker.isServer() || decisions.isModerator(speaker, topic);
    boolean mayBan = speaker.isServer() || decisions.isModerator(speaker, DecisionRules.LOG);
    boolean moderates = decisions.moderates(speaker, topic);
    May may = new May(moderates, mayBan, isAbove || moderates);
    return decisions
        .room(topic)
        .map(room -> new View(true, room.isPrivate(), room.owner(), room.members(), may))
        .orElse(new View(false, false, "", Set.of(), may));
  }

  /**
   * Takes it, or changes it.
   *
   * @return done when it is kept
   */
  public CompletableFuture<Void> set(Speaker speaker, Topic topic, Wish wish) {
    policies.check(Verb.READ, speaker, topic);
    policies.check(Verb.PUBLISH, speaker, topic);
    String user = speaker.person().user();
    boolean isAbove = speaker.isServer() || decisions.isModerator(speaker, topic);
    Decision.Room before = decisions.room(topic).orElse(null);
    if (before != null) {
      if (!isAbove && !before.owner().equals(user)) {
        throw Refusal.forbidden("the room is another's").exception();
      }
      return log.decide(
          new Decision.Room(topic, before.owner(), wish.isPrivate(), wish.members(), false));
    }
    if (!speaker.isLasting() || decisions.rooms() >= Decisions.MAX) {
      throw Refusal.forbidden(
              speaker.isLasting()
                  ? "the limit is " + Decisions.MAX + " rooms with an owner"
                  : "who has no pass, client or token cannot own a room")
          .exception();
    }
    Decision claim = new Decision.Room(topic, user, wish.isPrivate(), wish.members(), true);
    return hub.info(speaker, topic)
        .thenCompose(
            info -> {
              if (!isAbove && info.ends().head() > 0) {
                throw Refusal.forbidden("only who comes first may own a room").exception();
              }
              return log.decide(claim);
            });
  }
}
