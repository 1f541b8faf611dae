package io.madang.exactly;

import io.madang.core.ChannelLayer;
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

/** A store with a fault in it. */
record BentStore(MessageStore store, Fault fault, ChannelLayer layer) implements MessageStore {

  @Override
  public List<Kept> append(List<Draft> drafts) {
    return fault.append(store, drafts, layer);
  }

  @Override
  public LogEnds ends(Topic topic) {
    return store.ends(topic);
  }

  @Override
  public Map<Topic, Progress> progress(Set<Topic> topics) {
    return store.progress(topics);
  }

  @Override
  public Page readAfter(Topic topic, long after, int limit, int maxBytes) {
    return fault.page(store.readAfter(topic, after, limit, maxBytes));
  }

  @Override
  public Page readBefore(Topic topic, long before, int limit, int maxBytes) {
    return fault.page(store.readBefore(topic, before, limit, maxBytes));
  }

  @Override
  public List<StateValue> state(Topic topic) {
    return store.state(topic);
  }

  @Override
  public Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now) {
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
