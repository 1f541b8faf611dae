package io.madang.checker;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One topic's log, put together from everything that anybody was shown of it. */
final class Log {

  /** A message as somebody was shown it for the first time. */
  record Shown(Said said, String body, String by) {}

  private final Map<String, NavigableMap<Long, Shown>> epochs = new HashMap<>();
  private boolean isReplaceable;
  private @Nullable Place head;
  private @Nullable Place firstKept;

  void replaceable() {
    isReplaceable = true;
  }

  boolean isReplaceable() {
    return isReplaceable;
  }

  void trimmed(Place first) {
    firstKept = first;
  }

  void endsAt(Place place) {
    head = place;
  }

  @Nullable Place head() {
    return head;
  }

  /** Takes what somebody was shown; what others were shown there before, if anything. */
  @Nullable Shown show(Place place, Shown shown) {
    return epoch(place.epoch()).putIfAbsent(place.offset(), shown);
  }

  private NavigableMap<Long, Shown> epoch(String name) {
    return epochs.computeIfAbsent(name, epoch -> new TreeMap<>());
  }

  @Nullable Shown at(Place place) {
    return epoch(place.epoch()).get(place.offset());
  }

  Map<String, NavigableMap<Long, Shown>> epochs() {
    return epochs;
  }

  /** Whether retention may have taken what stands here. */
  boolean mayBeTrimmed(Place place) {
    return firstKept != null && firstKept.isWith(place) && place.offset() < firstKept.offset();
  }
}
