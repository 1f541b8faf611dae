package io.madang.store;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Progress;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A store, and how often it was read.
 *
 * <p>Threads: as the store's; the counts any.
 */
public final class CountedStore implements MessageStore {

  /** What is read of a store. */
  public enum Read {
    /** The ends of one log. */
    ENDS,
    /** How far many topics have come. */
    PROGRESS,
    /** Messages. */
    PAGE,
    /** The state of one topic. */
    STATE,
    /** Names of topics. */
    TOPICS
  }

  private final MessageStore store;
  private final Map<Read, LongAdder> reads = new ConcurrentHashMap<>();

  public CountedStore(MessageStore store) {
    this.store = store;
  }

  /** How often this was read, whether it succeeded or not. */
  public long count(Read read) {
    return adder(read).sum();
  }

  private LongAdder adder(Read read) {
    return reads.computeIfAbsent(read, r -> new LongAdder());
  }

  private MessageStore counted(Read read) {
    adder(read).increment();
    return store;
  }

  @Override
  public List<Kept> append(List<Draft> drafts) {
    return store.append(drafts);
  }

  @Override
  public LogEnds ends(Topic topic) {
    return counted(Read.ENDS).ends(topic);
  }

  @Override
  public Map<Topic, Progress> progress(Set<Topic> topics) {
    return counted(Read.PROGRESS).progress(topics);
  }

  @Override
  public Page readAfter(Topic topic, long after, int limit, int maxBytes) {
    return counted(Read.PAGE).readAfter(topic, after, limit, maxBytes);
  }

  @Override
  public Page readBefore(Topic topic, long before, int limit, int maxBytes) {
    return counted(Read.PAGE).readBefore(topic, before, limit, maxBytes);
  }

  @Override
  public List<StateValue> state(Topic topic) {
    return counted(Read.STATE).state(topic);
  }

  @Override
  public Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now) {
    return store.trim(namespace, retention, now);
  }

  @Override
  public List<Topic> topics(String namespace, int limit) {
    return counted(Read.TOPICS).topics(namespace, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
