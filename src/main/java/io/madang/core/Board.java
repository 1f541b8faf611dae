package io.madang.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic's state as it is now: the newest value of each key.
 *
 * <p>Each change that is taken gets a number of the board's own, so that a reader can be told what
 * is new to it even when the state began anew in another epoch.
 *
 * <p>Threads: guarded by the lock of the {@link Stream} that owns it.
 */
final class Board {

  private record Entry(StateValue value, long change) {}

  /** What a reader has not seen, and the number of the newest change. */
  record News(List<StateValue> values, long change) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long changes;
  private long version;

  /** The newest version that was taken, 0 for none. */
  long version() {
    return version;
  }

  /** How many changes were taken, 0 for a topic that never had a state. */
  long changes() {
    return changes;
  }

  /** Takes a value that is newer than what is here for its key; whether it was. */
  boolean put(StateValue value) {
    Entry old = entries.get(value.key());
    if (old != null && old.value.version() >= value.version()) {
      return false;
    }
    entries.put(value.key(), new Entry(value, ++changes));
    version = Math.max(version, value.version());
    return true;
  }

  /** The state began anew. */
  void clear() {
    entries.clear();
    version = 0;
  }

  /** The values that changed after a change. */
  News since(long seen) {
    List<StateValue> newer = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.change > seen) {
        newer.add(entry.value);
      }
    }
    return new News(newer, changes);
  }

  boolean hasRoomFor(String key, int maxKeys) {
    return entries.containsKey(key) || entries.size() < maxKeys;
  }
}
