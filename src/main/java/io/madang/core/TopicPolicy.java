package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * What holds for all topics of one namespace.
 *
 * @param isDurable whether messages are on disk before they are acknowledged
 * @param hasPresence whether the topic knows who is in it
 * @param takesAttachments whether who may publish may attach files, which then stay as long as
 *     messages may; only where they are durable
 */
public record TopicPolicy(
    String namespace,
    boolean isDurable,
    Access read,
    Access publish,
    Access signal,
    Access state,
    boolean hasPresence,
    Retention retention,
    boolean takesAttachments) {

  public TopicPolicy {
    if (takesAttachments && !isDurable) {
      throw new IllegalArgumentException("attachments lie beside messages that are on disk");
    }
  }

  /** A policy without attachments. */
  public TopicPolicy(
      String namespace,
      boolean isDurable,
      Access read,
      Access publish,
      Access signal,
      Access state,
      boolean hasPresence,
      Retention retention) {
    this(namespace, isDurable, read, publish, signal, state, hasPresence, retention, false);
  }

  /** The same, with attachments. */
  public TopicPolicy withAttachments() {
    return new TopicPolicy(
        namespace, isDurable, read, publish, signal, state, hasPresence, retention, true);
  }

  /** Who may do a thing. */
  public enum Access {
    EVERYONE,
    /** The server and whoever holds the publish key. */
    SERVER,
    /** The user whom the topic's second segment names. */
    OWNER;

    private boolean admits(Speaker speaker, Topic topic) {
      return switch (this) {
        case EVERYONE -> true;
        case SERVER -> speaker.isServer();
        case OWNER ->
            topic.segments().size() > 1 && topic.segments().get(1).equals(speaker.person().user());
      };
    }
  }

  /** Something one may do in a topic. */
  public enum Verb {
    READ("read"),
    PUBLISH("publish to"),
    SIGNAL("signal to"),
    STATE("set the state of"),
    ATTACH("attach files to");

    private final String words;

    Verb(String words) {
      this.words = words;
    }
  }

  /** Why the speaker may not do it here, or null when it may. */
  @Nullable Refusal refuses(Verb verb, Speaker speaker, Topic topic) {
    if (verb == Verb.ATTACH && !takesAttachments) {
      return Refusal.forbidden("topics of " + namespace + " take no attachments");
    }
    Access access =
        switch (verb) {
          case READ -> read;
          case PUBLISH, ATTACH -> publish;
          case SIGNAL -> signal;
          case STATE -> state;
        };
    return access.admits(speaker, topic)
        ? null
        : Refusal.forbidden("you may not " + verb.words + " this topic");
  }
}
