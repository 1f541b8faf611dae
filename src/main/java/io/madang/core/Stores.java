package io.madang.core;

/**
 * Which store keeps a topic: the durable one or the one in memory, by the namespace's policy.
 *
 * <p>Threads: any; immutable.
 */
public final class Stores {

  private final MessageStore durable;
  private final MessageStore inMemory;
  private final Policies policies;

  public Stores(MessageStore durable, MessageStore inMemory, Policies policies) {
    this.durable = durable;
    this.inMemory = inMemory;
    this.policies = policies;
  }

  MessageStore of(Topic topic) {
    return of(policies.of(topic).policy());
  }

  MessageStore of(TopicPolicy policy) {
    return policy.isDurable() ? durable : inMemory;
  }

  MessageStore durable() {
    return durable;
  }

  MessageStore inMemory() {
    return inMemory;
  }
}
