package io.madang.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what where, asked before everything that is done.
 *
 * <p>A topic with which the speaker may do nothing at all is as if it did not exist.
 *
 * <p>Threads: any. The applications may be replaced while others ask; each question is answered by
 * the old ones or the new ones.
 */
public final class Policies {

  private static final Verb[] TELLING = {Verb.READ, Verb.PUBLISH, Verb.SIGNAL, Verb.STATE};

  private final Verdicts verdicts;

  /** What holds now, and what held once for topics that may still be open. */
  private record Now(Map<String, Application> current, Map<String, Application> ever) {}

  private volatile Now now;

  public Policies(List<Application> applications) {
    this(applications, Verdicts.NONE);
  }

  public Policies(List<Application> applications, Verdicts verdicts) {
    Map<String, Application> all = byNamespace(applications);
    this.now = new Now(all, all);
    this.verdicts = verdicts;
  }

  private static Map<String, Application> byNamespace(List<Application> applications) {
    return applications.stream()
        .collect(Collectors.toUnmodifiableMap(a -> a.policy().namespace(), Function.identity()));
  }

  /** Other applications from now on. */
  public synchronized void replace(List<Application> applications) {
    Map<String, Application> ever = new HashMap<>(now.ever);
    Map<String, Application> current = byNamespace(applications);
    ever.putAll(current);
    now = new Now(current, Map.copyOf(ever));
  }

  /**
   * The application of the topic's namespace, whoever asks.
   *
   * @throws RefusedException {@code not_found} when there never was one
   */
  Application of(Topic topic) {
    Application application = now.ever.get(topic.namespace());
    if (application == null) {
      throw unknown();
    }
    return application;
  }

  private static RefusedException unknown() {
    return Refusal.notFound("topic: there is no such topic, or it is not for you").exception();
  }

  /**
   * The application of the topic's namespace, if the speaker may do this there.
   *
   * @throws RefusedException {@code not_found} where it may do nothing, or {@code forbidden}
   */
  public Application check(Verb verb, Speaker speaker, Topic topic) {
    Application application = now.current.get(topic.namespace());
    if (application == null || isHidden(application.policy(), speaker, topic)) {
      throw unknown();
    }
    TopicPolicy policy = application.policy();
    if (verb == Verb.ATTACH && !policy.takesAttachments()) {
      throw Refusal.forbidden("topics of " + policy.namespace() + " take no attachments")
          .exception();
    }
    if (!policy.admits(verb, speaker, topic)) {
      throw Refusal.forbidden("you may not " + verb.words() + " this topic").exception();
    }
    Refusal refusal = verdicts.refuses(verb, speaker, topic);
    if (refusal != null) {
      throw refusal.exception();
    }
    return application;
  }

  private boolean isHidden(TopicPolicy policy, Speaker speaker, Topic topic) {
    for (Verb verb : TELLING) {
      if (policy.admits(verb, speaker, topic)) {
        return verdicts.hides(speaker, topic);
      }
    }
    return true;
  }

  /** Why the speaker may not be here at all, or null when it may. */
  public @Nullable Refusal refusesEntry(Speaker speaker) {
    return verdicts.refusesEntry(speaker);
  }

  /** Whether the speaker may do this there. */
  public boolean allows(Verb verb, Speaker speaker, Topic topic) {
    try {
      check(verb, speaker, topic);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** All policies that hold now. */
  public List<TopicPolicy> all() {
    return now.current.values().stream().map(Application::policy).toList();
  }

  /** The roles that some policy asks for. */
  public Set<String> roles() {
    return all().stream()
        .flatMap(policy -> policy.roles().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
