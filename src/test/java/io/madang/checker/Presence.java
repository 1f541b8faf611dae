package io.madang.checker;

import io.madang.checker.Violation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who is in a topic is in each roster, and nobody else: a roster may differ from the truth, but not
 * for longer than a bound.
 *
 * <p>A reader has a roster from the first one that it is told until it is disconnected.
 */
final class Presence {

  private record Seat(String who, String topic) {}

  private record Difference(Seat seat, String person) {}

  private final long boundMicros;
  private final Map<String, Set<String>> truth = new HashMap<>();
  private final Map<Seat, Set<String>> rosters = new HashMap<>();
  private final Map<Difference, Long> since = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private Presence(Duration bound) {
    this.boundMicros = bound.toNanos() / 1_000;
  }

  static List<Violation> judge(List<Entry> history, Duration bound) {
    Presence presence = new Presence(bound);
    history.forEach(presence::step);
    if (!history.isEmpty()) {
      long end = history.get(history.size() - 1).at();
      Set.copyOf(presence.since.keySet()).forEach(difference -> presence.end(difference, end));
    }
    return presence.violations;
  }

  private void step(Entry entry) {
    switch (entry.did()) {
      case "entered" -> change(entry, people -> people.add(entry.who()));
      case "left" -> change(entry, people -> people.remove(entry.who()));
      case "roster" -> tell(entry);
      case "disconnected" -> forget(entry);
      default -> {
        // not about people
      }
    }
  }

  private void change(Entry entry, Consumer<Set<String>> change) {
    change.accept(here(entry.topic()));
    rosters.forEach(
        (seat, roster) -> {
          if (seat.topic.equals(entry.topic())) {
            compare(seat, entry.at());
          }
        });
  }

  private Set<String> here(String topic) {
    return truth.computeIfAbsent(topic, t -> new HashSet<>());
  }

  private void tell(Entry entry) {
    Seat seat = new Seat(entry.who(), entry.topic());
    if (entry.has("online")) {
      rosters.put(seat, new HashSet<>(entry.names("online")));
    } else {
      Set<String> roster = rosters.computeIfAbsent(seat, s -> new HashSet<>());
      roster.addAll(entry.names("join"));
      entry.names("leave").forEach(roster::remove);
    }
    compare(seat, entry.at());
  }

  private void forget(Entry entry) {
    rosters.keySet().removeIf(seat -> seat.who.equals(entry.who()));
    for (Difference difference : Set.copyOf(since.keySet())) {
      if (difference.seat.who.equals(entry.who())) {
        end(difference, entry.at());
      }
    }
  }

  private void compare(Seat seat, long now) {
    Set<String> here = here(seat.topic);
    Set<String> roster = rosters.getOrDefault(seat, Set.of());
    Set<String> differing = new HashSet<>(here);
    differing.addAll(roster);
    differing.removeIf(person -> here.contains(person) == roster.contains(person));
    differing.forEach(person -> since.putIfAbsent(new Difference(seat, person), now));
    for (Difference difference : Set.copyOf(since.keySet())) {
      if (difference.seat.equals(seat) && !differing.contains(difference.person)) {
        end(difference, now);
      }
    }
  }

  private void end(Difference difference, long now) {
    Long begin = since.remove(difference);
    long lasted = now - (begin == null ? now : begin);
    if (lasted > boundMicros) {
      violations.add(
          new Violation(
              Kind.PRESENCE,
              "%s saw %s wrongly %s for %d ms"
                  .formatted(
                      difference.seat,
                      difference.person,
                      here(difference.seat.topic).contains(difference.person)
                          ? "absent"
                          : "present",
                      lasted / 1_000)));
    }
  }
}
