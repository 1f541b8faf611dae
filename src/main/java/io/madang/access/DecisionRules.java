package io.madang.access;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Retention;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The program behind the log of decisions: who may decide what.
 *
 * <p>Moderators ban, mute and revoke; a room's owner mutes in it, closes it and invites; the server
 * does all of that, and gives rooms and names to people.
 */
record DecisionRules(Decisions decisions) implements Consumer {

  static final String NAMESPACE = "madang.access";
  static final Topic LOG = new Topic(NAMESPACE + "/log");

  private static final Retention FOR_EVER = new Retention(10_000_000, Duration.ofDays(36_500));

  static Application application(Decisions decisions, Access moderators) {
    TopicPolicy policy =
        new TopicPolicy(
            NAMESPACE,
            true,
            moderators,
            Access.EVERYONE,
            Access.NOBODY,
            Access.NOBODY,
            false,
            FOR_EVER);
    return new Application(policy, new DecisionRules(decisions));
  }

  @Override
  public JsonObject receive(Speaker speaker, Topic topic, JsonObject body) {
    if (!topic.equals(LOG)) {
      throw Refusal.notFound("topic: decisions are made in " + LOG).exception();
    }
    Decision decision = Decision.of(body);
    if (!speaker.isServer() && !mayDecide(speaker, decision)) {
      throw Refusal.forbidden("this is not yours to decide").exception();
    }
    if (decisions.size() >= Decisions.MAX && isOneMore(decision)) {
      throw full("bans, mutes and revocations");
    }
    return body;
  }

  private static boolean isOneMore(Decision decision) {
    return decision instanceof Decision.Revoke
        || (decision instanceof Decision.Ban ban && ban.until().isAfter(Instant.EPOCH))
        || (decision instanceof Decision.Mute mute && mute.until().isAfter(Instant.EPOCH));
  }

  private boolean mayDecide(Speaker speaker, Decision decision) {
    String user = speaker.person().user();
    if (decision instanceof Decision.Room room) {
      return isOwner(user, room.topic()) && room.owner().equals(user);
    }
    if (decision instanceof Decision.Mute mute && mute.topic().isPresent()) {
      Topic topic = mute.topic().get();
      return isOwner(user, topic) || decisions.isModerator(speaker, topic);
    }
    return !(decision instanceof Decision.Name) && decisions.isModerator(speaker, LOG);
  }

  private boolean isOwner(String user, Topic topic) {
    Optional<Decision.Room> room = decisions.room(topic);
    return room.isPresent() && room.get().owner().equals(user);
  }

  static RefusedException full(String things) {
    return Refusal.unavailable("the limit is " + Decisions.MAX + " " + things, Duration.ofHours(1))
        .exception();
  }
}
