package io.madang.checker;

import io.madang.checker.Violation.Kind;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One reader's way through one topic: each step has to follow the one before. */
final class Reading {

  private final Log log;
  private final BiConsumer<Kind, String> say;
  private final Set<Place> seen = new HashSet<>();
  private @Nullable Place last;

  Reading(String who, Log log, BiConsumer<Kind, String> say) {
    this.log = log;
    this.say = (kind, what) -> say.accept(kind, who + ": " + what);
  }

  void started(Place place) {
    if (last == null) {
      last = place;
    }
  }

  void shown(Place place) {
    if (last != null && !place.isNextAfter(last)) {
      say.accept(kindOf(place, last), place + " after " + last);
    }
    seen.add(place);
    last = place;
  }

  private Kind kindOf(Place place, Place before) {
    if (seen.contains(place)) {
      return Kind.REPEAT;
    }
    if (!place.isWith(before)) {
      return Kind.EPOCH;
    }
    return place.offset() > before.offset() ? Kind.HOLE : Kind.STEP_BACK;
  }

  void gap(Place to, String why) {
    if (last != null && to.isWith(last) && to.offset() < last.offset()) {
      say.accept(Kind.STEP_BACK, "a gap to " + to + " after " + last);
    }
    boolean isExcused =
        why.equals("epoch") ? log.isReplaceable() : log.isReplaceable() || log.mayBeTrimmed(to);
    if (!isExcused) {
      say.accept(Kind.GAP, why + ", to " + to + " after " + last);
    }
    last = to;
  }

  /** Publishing is over, and this is the end. */
  void mustStandAt(Place head) {
    if (!head.equals(last)) {
      say.accept(Kind.BEHIND, "stands at " + last + ", the end is " + head);
    }
  }
}
