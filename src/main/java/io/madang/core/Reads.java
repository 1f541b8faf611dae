package io.madang.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Questions that are answered once, by the store.
 *
 * <p>Threads: any; the store is asked on the catch-up threads.
 */
final class Reads {

  private static final int HISTORY_BYTES = 4 << 20;

  private final Policies policies;
  private final Stores stores;
  private final Streams streams;
  private final Threads threads;
  private final Deadline deadline;

  Reads(HubParts parts, Stores stores, Streams streams, Deadline deadline) {
    this.policies = parts.policies();
    this.stores = stores;
    this.streams = streams;
    this.threads = parts.threads();
    this.deadline = deadline;
  }

  CompletableFuture<Hub.TopicInfo> info(Speaker speaker, Topic topic) {
    TopicPolicy policy = policies.check(Verb.READ, speaker, topic).policy();
    CompletableFuture<Integer> online =
        policy.hasPresence() && policies.allows(Verb.PRESENCE, speaker, topic)
            ? deadline.on(streams.online(topic))
            : CompletableFuture.completedFuture(0);
    return read(topic, store -> store.ends(topic))
        .thenCombine(online, (ends, people) -> new Hub.TopicInfo(ends, people, policy));
  }

  CompletableFuture<Page> history(Speaker speaker, Topic topic, long before, int limit) {
    policies.check(Verb.READ, speaker, topic);
    return read(topic, store -> store.readBefore(topic, before, limit, HISTORY_BYTES));
  }

  CompletableFuture<Hub.TopicState> state(Speaker speaker, Topic topic) {
    policies.check(Verb.READ, speaker, topic);
    return read(topic, store -> new Hub.TopicState(store.ends(topic).epoch(), store.state(topic)));
  }

  CompletableFuture<List<Topic>> topics(Speaker speaker, String namespace, int limit) {
    return read(new Topic(namespace), store -> store.topics(namespace, limit))
        .thenApply(
            topics ->
                topics.stream()
                    .filter(topic -> policies.allows(Verb.READ, speaker, topic))
                    .toList());
  }

  private <T> CompletableFuture<T> read(Topic topic, Function<MessageStore, T> look) {
    MessageStore store = stores.of(topic);
    try {
      return deadline.on(CompletableFuture.supplyAsync(() -> ask(store, look), threads.catchUp()));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(Deadline.ending());
    }
  }

  private static <T> T ask(MessageStore store, Function<MessageStore, T> look) {
    try {
      return look.apply(store);
    } catch (StoreException e) {
      throw Refusal.unavailable("the store is not available", Deadline.COME_BACK).exception();
    }
  }
}
