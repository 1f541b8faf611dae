package io.madang.kit;

import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Progress;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A store in front of another, where a test may wait, fail or look on.
 *
 * <p>Threads: any; the hooks run on the caller's.
 */
public final class FaultyStore implements MessageStore {

  private final MessageStore store;
  private volatile Runnable beforeAppend = () -> {};
  private volatile Runnable afterAppend = () -> {};
  private volatile Runnable beforeRead = () -> {};

  public FaultyStore(MessageStore store) {
    this.store = store;
  }

  /** What happens before something is kept. */
  public FaultyStore beforeAppend(Runnable hook) {
    beforeAppend = hook;
    return this;
  }

  /** What happens when it is kept, before anybody hears of it. */
  public FaultyStore afterAppend(Runnable hook) {
    afterAppend = hook;
    return this;
  }

  /** What happens before something is read. */
  public FaultyStore beforeRead(Runnable hook) {
    beforeRead = hook;
    return this;
  }

  /** Takes all hooks away. */
  public void heal() {
    beforeAppend(() -> {}).afterAppend(() -> {}).beforeRead(() -> {});
  }

  /** A hook that fails as a store does. */
  public static void fail() {
    throw new StoreException("out of order", new IllegalStateException("on purpose"));
  }

  @Override
  public List<Kept> append(List<Draft> drafts) {
    beforeAppend.run();
    List<Kept> kept = store.append(drafts);
    afterAppend.run();
    return kept;
  }

  @Override
  public LogEnds ends(Topic topic) {
    beforeRead.run();
    return store.ends(topic);
  }

  @Override
  public Map<Topic, Progress> progress(Set<Topic> topics) {
    beforeRead.run();
    return store.progress(topics);
  }

  @Override
  public Page readAfter(Topic topic, long after, int limit, int maxBytes) {
    beforeRead.run();
    return store.readAfter(topic, after, limit, maxBytes);
  }

  @Override
  public Page readBefore(Topic topic, long before, int limit, int maxBytes) {
    beforeRead.run();
    return store.readBefore(topic, before, limit, maxBytes);
  }

  @Override
  public List<StateValue> state(Topic topic) {
    beforeRead.run();
    return store.state(topic);
  }

  @Override
  public Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now) {
    beforeRead.run();
    return store.trim(namespace, retention, now);
  }

  @Override
  public List<Topic> topics(String namespace, int limit) {
    beforeRead.run();
    return store.topics(namespace, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
