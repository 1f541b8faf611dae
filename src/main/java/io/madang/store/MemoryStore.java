package io.madang.store;

import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Progress;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps logs in memory, for topics that need not outlive the server.
 *
 * <p>Topics and bytes are bounded: over a bound the topic that was used longest ago is forgotten,
 * and begins in another epoch if it is written to again.
 *
 * <p>Threads: any; guarded by {@code this}.
 */
public final class MemoryStore implements MessageStore {

  private static final int MAX_REMEMBERED_IDS = 10_000;

  private record Id(String user, String id) {}

  private static final class Log {
    final String epoch;
    final List<Message> messages = new ArrayList<>();
    final Map<String, StateValue> state = new LinkedHashMap<>();
    final Map<Id, Long> offsets = boundedIds();
    long first = 1;
    long head;
    long stateVersion;
    long bytes;

    Log(String epoch) {
      this.epoch = epoch;
    }

    LogEnds ends() {
      return new LogEnds(epoch, first, head);
    }

    private static Map<Id, Long> boundedIds() {
      return new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Long> eldest) {
          return size() > MAX_REMEMBERED_IDS;
        }
      };
    }
  }

  private final Clock clock;
  private final int maxTopics;
  private final long maxBytes;
  private final Map<Topic, Log> logs = new LinkedHashMap<>(16, 0.75f, true);
  private String unusedEpoch = Epochs.next();

  private long bytes;

  /** Bounds: topics, and bytes of all bodies and states together. */
  public MemoryStore(Clock clock, int maxTopics, long maxBytes) {
    this.clock = clock;
    this.maxTopics = maxTopics;
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized List<Kept> append(List<Draft> drafts) {
    return drafts.stream().map(this::keep).toList();
  }

  private Kept keep(Draft draft) {
    Log log = logs.computeIfAbsent(draft.topic(), t -> new Log(unusedEpoch));
    forgetOldTopics();
    return draft instanceof Draft.NewState state
        ? keep(log, state)
        : keep(log, (Draft.NewMessage) draft);
  }

  private Kept keep(Log log, Draft.NewState draft) {
    StateValue value =
        new StateValue(
            draft.topic(), draft.key(), new Cursor(log.epoch, ++log.stateVersion), draft.json());
    StateValue old = log.state.put(draft.key(), value);
    addBytes(log, value.json().length() - (old == null ? 0 : old.json().length()));
    return new Kept.OfState(value);
  }

  private Kept keep(Log log, Draft.NewMessage draft) {
    Id id = new Id(draft.sender().user(), draft.id());
    Long known = log.offsets.get(id);
    Cursor cursor = new Cursor(log.epoch, known == null ? ++log.head : known);
    Message message =
        new Message(
            draft.topic(), cursor, draft.id(), draft.sender(), clock.millis(), draft.body());
    if (known == null) {
      log.messages.add(message);
      log.offsets.put(id, cursor.offset());
      addBytes(log, message.body().length());
    }
    return new Kept.OfMessage(message, known != null);
  }

  private void addBytes(Log log, int more) {
    log.bytes += more;
    bytes += more;
    if (log.bytes > maxBytes / 2) {
      forgetBefore(log, log.first + log.messages.size() / 2);
    }
    while (bytes > maxBytes) {
      forgetEldest();
    }
  }

  private void forgetOldTopics() {
    while (logs.size() > maxTopics) {
      forgetEldest();
    }
  }

  private void forgetEldest() {
    Log eldest = logs.remove(logs.keySet().iterator().next());
    bytes -= eldest == null ? 0 : eldest.bytes;
    unusedEpoch = Epochs.next();
  }

  private void forgetBefore(Log log, long offset) {
    List<Message> old = log.messages.subList(0, (int) Math.max(0, offset - log.first));
    long freed = old.stream().mapToLong(m -> m.body().length()).sum();
    log.first += old.size();
    log.bytes -= freed;
    bytes -= freed;
    old.clear();
  }

  @Override
  public synchronized LogEnds ends(Topic topic) {
    Log log = logs.get(topic);
    return log == null ? new LogEnds(unusedEpoch, 1, 0) : log.ends();
  }

  @Override
  public synchronized Map<Topic, Progress> progress(Set<Topic> topics) {
    Map<Topic, Progress> found = new HashMap<>();
    for (Topic topic : topics) {
      Log log = logs.get(topic);
      found.put(topic, new Progress(ends(topic), log == null ? 0 : log.stateVersion));
    }
    return found;
  }

  @Override
  public synchronized Page readAfter(Topic topic, long after, int limit, int maxBytes) {
    Log log = logs.get(topic);
    if (log == null) {
      return new Page(ends(topic), List.of());
    }
    List<Message> found = new ArrayList<>();
    int from = (int) Math.min(log.messages.size(), Math.max(0, after + 1 - log.first));
    int bytes = 0;
    for (int i = from; i < log.messages.size() && found.size() < limit && bytes < maxBytes; i++) {
      found.add(log.messages.get(i));
      bytes += log.messages.get(i).body().length();
    }
    return new Page(log.ends(), found);
  }

  @Override
  public synchronized Page readBefore(Topic topic, long before, int limit, int maxBytes) {
    Log log = logs.get(topic);
    if (log == null) {
      return new Page(ends(topic), List.of());
    }
    List<Message> found = new ArrayList<>();
    int from = (int) Math.min(log.messages.size(), before - log.first) - 1;
    int bytes = 0;
    for (int i = from; i >= 0 && found.size() < limit && bytes < maxBytes; i--) {
      found.add(log.messages.get(i));
      bytes += log.messages.get(i).body().length();
    }
    Collections.reverse(found);
    return new Page(log.ends(), found);
  }

  @Override
  public synchronized List<StateValue> state(Topic topic) {
    Log log = logs.get(topic);
    return log == null ? List.of() : List.copyOf(log.state.values());
  }

  @Override
  public synchronized Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now) {
    Map<Topic, LogEnds> trimmed = new HashMap<>();
    long oldest = now.minus(retention.age()).toEpochMilli();
    logs.forEach(
        (topic, log) -> {
          if (topic.namespace().equals(namespace)) {
            long before = log.first;
            forgetBefore(log, firstKept(log, retention.messages(), oldest));
            if (log.first != before) {
              trimmed.put(topic, log.ends());
            }
          }
        });
    return trimmed;
  }

  private static long firstKept(Log log, long messages, long oldest) {
    long first = Math.max(log.first, log.head + 1 - messages);
    while (first <= log.head && log.messages.get((int) (first - log.first)).atMillis() < oldest) {
      first++;
    }
    return first;
  }

  @Override
  public synchronized List<Topic> topics(String namespace, int limit) {
    return logs.keySet().stream()
        .filter(topic -> topic.namespace().equals(namespace))
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public void close() {}
}
