package io.madang.exactly;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Progress;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import io.madang.history.History;
import io.madang.history.Witness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A store that writes down what it kept, and fails at random: before the commit, or after it.
 *
 * <p>Threads: any.
 */
final class Truth implements MessageStore {

  private final MessageStore store;
  private final Random random;

  /** Every message that was ever kept, by topic and epoch. */
  private final Map<Topic, Map<String, NavigableMap<Long, Message>>> kept =
      new ConcurrentHashMap<>();

  private volatile boolean isHealthy;

  Truth(MessageStore store, Random random) {
    this.store = store;
    this.random = random;
  }

  /** From now on it does not fail. */
  void heal() {
    isHealthy = true;
  }

  /** Tells every message that was ever kept in a topic, from the first on. */
  void tell(Topic topic, History history) {
    kept.getOrDefault(topic, Map.of())
        .forEach(
            (epoch, messages) -> {
              Witness log = history.witness("log " + epoch);
              log.started(topic.name(), epoch + ".0");
              for (Message m : messages.values()) {
                String cursor = m.cursor().toString();
                log.found(topic.name(), cursor, m.id(), m.sender().user(), m.body());
              }
              log.stopped(topic.name());
            });
  }

  private void mayFail(double chance) {
    if (!isHealthy && random.nextDouble() < chance) {
      throw new StoreException("out of order", new IllegalStateException("at random"));
    }
  }

  @Override
  public List<Kept> append(List<Draft> drafts) {
    mayFail(0.02);
    List<Kept> result = store.append(drafts);
    for (Kept one : result) {
      if (one instanceof Kept.OfMessage m && !m.isRepeat()) {
        write(m.message());
      }
    }
    mayFail(0.02);
    return result;
  }

  private void write(Message m) {
    Message before =
        kept.computeIfAbsent(m.topic(), t -> new ConcurrentHashMap<>())
            .computeIfAbsent(m.cursor().epoch(), e -> new ConcurrentSkipListMap<>())
            .put(m.offset(), m);
    if (before != null) {
      throw new AssertionError(m + " was given twice");
    }
  }

  @Override
  public LogEnds ends(Topic topic) {
    mayFail(0.002);
    return store.ends(topic);
  }

  @Override
  public Map<Topic, Progress> progress(Set<Topic> topics) {
    mayFail(0.002);
    return store.progress(topics);
  }

  @Override
  public Page readAfter(Topic topic, long after, int limit, int maxBytes) {
    mayFail(0.002);
    return store.readAfter(topic, after, limit, maxBytes);
  }

  @Override
  public Page readBefore(Topic topic, long before, int limit, int maxBytes) {
    return store.readBefore(topic, before, limit, maxBytes);
  }

  @Override
  public List<StateValue> state(Topic topic) {
    return store.state(topic);
  }

  @Override
  public Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now) {
    mayFail(0.02);
    return store.trim(namespace, retention, now);
  }

  @Override
  public List<Topic> topics(String namespace, int limit) {
    return store.topics(namespace, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
