package io.madang.e2e.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a set of histories of one topic has that the contract forbids.
 *
 * <p>Cursors go up by one without a hole, a repeat or a step back unless a gap was told; a message
 * stands at one cursor only; every acked one stands at the acked cursor; all agree on what stands
 * where.
 */
public final class HistoryCheck {
  private final List<String> violations = new ArrayList<>();
  private final Map<Cursor, String> agreed = new HashMap<>();
  private final Map<Cursor, String> agreedBy = new HashMap<>();

  private HistoryCheck() {}

  /** What is wrong with the order of the histories, and where they disagree; empty when nothing. */
  public static List<String> order(Collection<History> histories) {
    return complete(histories, Map.of());
  }

  /** The same, and what is missing of the acked messages (id → cursor). */
  public static List<String> complete(Collection<History> histories, Map<String, Cursor> acked) {
    HistoryCheck check = new HistoryCheck();
    histories.forEach(history -> check.checkOne(history, acked));
    return check.violations;
  }

  private void checkOne(History history, Map<String, Cursor> acked) {
    Walk walk = new Walk(history.of());
    history.entries().forEach(walk::step);
    acked.forEach(walk::mustHold);
  }

  /** One pass over one history. */
  private final class Walk {
    private final String who;
    private final Set<Cursor> seen = new HashSet<>();
    private final Map<String, Cursor> places = new HashMap<>();
    private final List<Skip> skips = new ArrayList<>();
    private @Nullable Cursor last;

    Walk(String who) {
      this.who = who;
    }

    void step(History.Entry entry) {
      if (entry instanceof History.Told told) {
        message(told);
      } else if (entry instanceof History.Gap gap) {
        gap(gap);
      } else if (last == null) {
        skips.add(new Skip(new Cursor(entry.at().epoch(), 0), entry.at()));
        last = entry.at();
      }
    }

    void mustHold(String id, Cursor at) {
      Cursor place = places.get(id);
      if (place == null && skips.stream().noneMatch(skip -> skip.covers(at))) {
        say("lost: " + id + " was acked at " + at + " and is not there");
      } else if (place != null && !place.equals(at)) {
        say("moved: " + id + " was acked at " + at + " and stands at " + place);
      }
    }

    private void message(History.Told told) {
      if (last != null && !told.at().equals(last.plus(1))) {
        say(kindOf(told.at(), last) + ": " + told.at() + " after " + last);
      }
      Cursor before = places.putIfAbsent(told.id(), told.at());
      if (before != null && !before.equals(told.at())) {
        say("doubled: " + told.id() + " stands at " + before + " and at " + told.at());
      }
      compare(told);
      seen.add(told.at());
      last = told.at();
    }

    private void gap(History.Gap gap) {
      if (last != null) {
        if (gap.at().epoch().equals(last.epoch()) && gap.at().offset() < last.offset()) {
          say("step back: a gap to " + gap.at() + " after " + last);
        }
        skips.add(new Skip(last, gap.at()));
      }
      last = gap.at();
    }

    private String kindOf(Cursor at, Cursor previous) {
      if (seen.contains(at)) {
        return "repeat";
      }
      if (!at.epoch().equals(previous.epoch())) {
        return "epoch changed without a gap";
      }
      return at.offset() > previous.offset() ? "hole" : "step back";
    }

    private void compare(History.Told told) {
      String other = agreed.putIfAbsent(told.at(), told.id());
      String by = agreedBy.computeIfAbsent(told.at(), at -> who);
      if (other != null && !other.equals(told.id())) {
        say("disagreement: %s is %s, for %s it is %s".formatted(told.at(), told.id(), by, other));
      }
    }

    private void say(String what) {
      violations.add(who + ": " + what);
    }
  }

  /** What a reader was openly not told: everything after one cursor, up to another. */
  private record Skip(Cursor after, Cursor upTo) {

    boolean covers(Cursor at) {
      boolean isAfter = at.epoch().equals(after.epoch()) && at.offset() > after.offset();
      boolean isBefore = at.epoch().equals(upTo.epoch()) && at.offset() <= upTo.offset();
      return after.epoch().equals(upTo.epoch()) ? isAfter && isBefore : isAfter || isBefore;
    }
  }
}
