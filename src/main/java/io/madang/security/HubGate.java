package io.madang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.madang.core.Gate;
import io.madang.core.Reader;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.security.TokenBuckets.Quota;

/**
 * How often one user may write, and everybody together in one topic; how often a connection may
 * subscribe. Programs stand above what is counted for one user or connection.
 *
 * <p>A namespace whose policy says another pace has buckets of its own. Threads: any.
 */
public final class HubGate implements Gate {

  private static final int MAX_PACES = 1_000;

  private record Pace(String namespace, Quota quota) {}

  private final Quota standard;
  private final TokenBuckets perUser;
  private final TokenBuckets perTopic;
  private final TokenBuckets subscribes;
  private final Cache<Pace, TokenBuckets> byNamespace =
      Caffeine.newBuilder().maximumSize(MAX_PACES).build();

  /**
   * A gate.
   *
   * @param writes of one user, where no policy says otherwise
   * @param inTopic of everybody in one topic
   * @param subscribes of one connection
   */
  public HubGate(Quota writes, Quota inTopic, Quota subscribes) {
    this.standard = writes;
    this.perUser = new TokenBuckets("publishes", "user", writes);
    this.perTopic = new TokenBuckets("publishes", "topic", inTopic);
    this.subscribes = TokenBuckets.ofConnections("subscribes", subscribes);
  }

  @Override
  public void write(Speaker speaker, Topic topic, TopicPolicy policy) {
    if (!speaker.isServer()) {
      ofUsers(policy).take(speaker.person().user());
      perTopic.take(topic);
    }
  }

  private TokenBuckets ofUsers(TopicPolicy policy) {
    TopicPolicy.Bounds bounds = policy.bounds();
    if (bounds.publishesPerSecond() == 0 && bounds.burst() == 0) {
      return perUser;
    }
    int count = bounds.publishesPerSecond() == 0 ? standard.count() : bounds.publishesPerSecond();
    int burst = bounds.burst() == 0 ? standard.burst() : bounds.burst();
    String namespace = policy.namespace();
    return byNamespace.get(
        new Pace(namespace, Quota.perSecond(count, burst)),
        pace -> new TokenBuckets("publishes", "user in " + namespace, pace.quota()));
  }

  @Override
  public void subscribe(Reader reader) {
    if (!reader.speaker().isServer()) {
      subscribes.take(reader);
    }
  }
}
