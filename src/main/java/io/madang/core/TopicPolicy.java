package io.madang.core;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds for all topics of one namespace.
 *
 * @param isDurable whether messages are on disk before they are acknowledged
 * @param presence who may see who is in a topic
 * @param hasPresence whether the topic knows who is in it
 * @param takesAttachments whether who may publish may attach files, which then stay as long as
 *     messages may; only where they are durable
 * @param bounds of what is written
 */
public record TopicPolicy(
    String namespace,
    boolean isDurable,
    Access read,
    Access publish,
    Access signal,
    Access state,
    Access presence,
    boolean hasPresence,
    Retention retention,
    boolean takesAttachments,
    Bounds bounds) {

  /**
   * How often one user may write, and how much at once; 0 where the settings alone say it.
   *
   * @param burst how many publishes may come at once
   * @param bodyBytes of UTF-8, of a message, a signal or a value of the state
   */
  public record Bounds(int publishesPerSecond, int burst, int bodyBytes) {
    public static final Bounds AS_SET = new Bounds(0, 0, 0);
  }

  public TopicPolicy {
    if (takesAttachments && !isDurable) {
      throw new IllegalArgumentException("attachments lie beside messages that are on disk");
    }
  }

  /** A policy without attachments, where whoever reads may see who is there. */
  public TopicPolicy(
      String namespace,
      boolean isDurable,
      Access read,
      Access publish,
      Access signal,
      Access state,
      boolean hasPresence,
      Retention retention) {
    this(
        namespace,
        isDurable,
        read,
        publish,
        signal,
        state,
        Access.EVERYONE,
        hasPresence,
        retention,
        false,
        Bounds.AS_SET);
  }

  /** The same, with attachments. */
  public TopicPolicy withAttachments() {
    return new TopicPolicy(
        namespace,
        isDurable,
        read,
        publish,
        signal,
        state,
        presence,
        hasPresence,
        retention,
        true,
        bounds);
  }

  /** Whether the speaker may do this here, as far as the policy says. */
  boolean admits(Verb verb, Speaker speaker, Topic topic) {
    Grants grants = speaker.standing().grants();
    return grants == null ? access(verb).admits(speaker, topic) : grants.admits(verb, topic);
  }

  private Access access(Verb verb) {
    return switch (verb) {
      case READ -> read;
      case PUBLISH, ATTACH -> publish;
      case SIGNAL -> signal;
      case STATE -> state;
      case PRESENCE -> presence;
    };
  }

  /** The roles that it asks for. */
  Set<String> roles() {
    return Stream.of(read, publish, signal, state, presence)
        .flatMap(access -> access.roles().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
