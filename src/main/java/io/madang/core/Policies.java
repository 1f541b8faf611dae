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
   * The policy of the topic's namespace, when the speaker may do it there.
   *
   * @throws RefusedException {@code forbidden} when it may not
   */
  public TopicPolicy check(TopicPolicy.Verb verb, Speaker speaker, Topic topic) {
    TopicPolicy policy = of(topic).policy();
    Refusal refusal = policy.refuses(verb, speaker, topic);
    if (refusal != null) {
      throw refusal.exception();
    }
    return policy;
  }

  /** All policies. */
  public List<TopicPolicy> all() {
    return byNamespace.values().stream().map(Application::policy).toList();
  }
}
