package io.madang.chat;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Refusal;
import io.madang.core.Retention;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import jakarta.json.JsonObject;
import java.util.function.BiPredicate;

/** {@code chat/*}: durable rooms with presence, where everyone may read and speak. */
public final class Chat implements Consumer {

  public static final String NAMESPACE = "chat";

  /** The field of a deletion by who did not write the message. */
  static final String MODERATION = "moderation";

  /** Who may delete what others said. */
  private final BiPredicate<Speaker, Topic> moderates;

  private Chat(BiPredicate<Speaker, Topic> moderates) {
    this.moderates = moderates;
  }

  /** The application; {@code moderates} says who may delete what others said in a room. */
  public static Application application(
      Retention retention, BiPredicate<Speaker, Topic> moderates) {
    TopicPolicy policy =
        new TopicPolicy(
            NAMESPACE,
            true,
            Access.EVERYONE,
            Access.EVERYONE,
            Access.EVERYONE,
            Access.SERVER,
            true,
            retention);
    return new Application(policy.withAttachments(), new Chat(moderates));
  }

  /** What says that it is a moderator's is one. */
  @Override
  public JsonObject receive(Speaker speaker, Topic topic, JsonObject body) {
    if (body.containsKey(MODERATION) && !moderates.test(speaker, topic)) {
      throw Refusal.forbidden(MODERATION + ": you do not moderate this room").exception();
    }
    return body;
  }
}
