package io.madang.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic's state as it is now: the newest value of each key.
 *
 * <p>Threads: guarded by the lock of the {@link Stream} that owns it.
 */
final class Board {

  private final Map<String, StateValue> values = new LinkedHashMap<>();
  private long version;

  /** The newest version of any key, 0 for no state. */
  long version() {
    return version;
  }

  /** Takes a value that is newer than what is here for its key; whether it was. */
  boolean put(StateValue value) {
    StateValue old = values.get(value.key());
    if (old != null && old.version() >= value.version()) {
      return false;
    }
    values.put(value.key(), value);
    version = Math.max(version, value.version());
    return true;
  }

  /** The values that are newer than a version. */
  List<StateValue> since(long seen) {
    List<StateValue> newer = new ArrayList<>();
    for (StateValue value : values.values()) {
      if (value.version() > seen) {
        newer.add(value);
      }
    }
    return newer;
  }

  boolean hasRoomFor(String key, int maxKeys) {
    return values.containsKey(key) || values.size() < maxKeys;
  }

  Collection<StateValue> values() {
    return List.copyOf(values.values());
  }
}
