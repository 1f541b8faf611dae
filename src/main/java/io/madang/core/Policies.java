package io.madang.core;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The applications by namespace. Immutable. */
public final class Policies {

  private final Map<String, Application> byNamespace;

  public Policies(List<Application> applications) {
    this.byNamespace =
        applications.stream()
            .collect(
                Collectors.toUnmodifiableMap(a -> a.policy().namespace(), Function.identity()));
  }

  /**
   * The application of the topic's namespace.
   *
   * @throws RefusedException {@code not_found} when there is none
   */
  Application of(Topic topic) {
    Application application = byNamespace.get(topic.namespace());
    if (application == null) {
      throw Refusal.notFound("topic: there is no namespace " + topic.namespace()).exception();
    }
    return application;
  }

  /**
   * The application of the topic's namespace, if the speaker may do this there.
   *
   * @throws RefusedException {@code not_found} or {@code forbidden}
   */
  public Application check(TopicPolicy.Verb verb, Speaker speaker, Topic topic) {
    Application application = of(topic);
    Refusal refusal = application.policy().refuses(verb, speaker, topic);
    if (refusal != null) {
      throw refusal.exception();
    }
    return application;
  }

  /** All policies. */
  public List<TopicPolicy> all() {
    return byNamespace.values().stream().map(Application::policy).toList();
  }
}
