package io.madang.e2e.kit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What was acknowledged: which id at which cursor.
 *
 * <p>Threads: any.
 */
public final class Acks {
  private final Map<String, Cursor> byId = new ConcurrentHashMap<>();
  private final List<String> conflicts = new CopyOnWriteArrayList<>();

  /** Notes an ack; a second one for an id must name the same cursor. */
  public void add(String id, Cursor at) {
    Cursor first = byId.putIfAbsent(id, at);
    if (first != null && !first.equals(at)) {
      conflicts.add(id + " was acked at " + first + " and again at " + at);
    }
  }

  /** Every id with its cursor. */
  public Map<String, Cursor> byId() {
    return Map.copyOf(byId);
  }

  /** How many ids were acked. */
  public int size() {
    return byId.size();
  }

  /** Ids that were acked at two cursors. */
  public List<String> conflicts() {
    return List.copyOf(conflicts);
  }
}
