package io.madang.checker;

import io.madang.checker.Log.Shown;
import io.madang.checker.Publications.Publication;
import io.madang.checker.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What readers were shown of each topic: in order, without a hole, the same for all, and what was
 * published and acked.
 */
final class Logs {

  private record Seat(String who, String topic) {}

  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Log> logs = new HashMap<>();
  private final Map<Seat, Reading> readings = new LinkedHashMap<>();
  private final Publications publications;

  private Logs(Publications publications) {
    this.publications = publications;
  }

  static List<Violation> judge(List<Entry> history, Publications publications) {
    Logs logs = new Logs(publications);
    history.forEach(logs::learn);
    history.forEach(logs::step);
    logs.readings.forEach(logs::mustHaveCome);
    publications.all().forEach(logs::mustStand);
    logs.logs.forEach(logs::eachOnce);
    logs.logs.forEach(logs::inOrder);
    return logs.violations;
  }

  private void say(Kind kind, String what) {
    violations.add(new Violation(kind, what));
  }

  private Log log(String topic) {
    return logs.computeIfAbsent(topic, t -> new Log());
  }

  /** What the test itself knows of the topics, whenever it wrote it. */
  private void learn(Entry entry) {
    switch (entry.did()) {
      case "replaceable" -> log(entry.topic()).replaceable();
      case "trimmed" -> log(entry.topic()).trimmed(entry.place());
      case "head" -> log(entry.topic()).endsAt(entry.place());
      default -> {
        // what clients saw
      }
    }
  }

  private void step(Entry entry) {
    switch (entry.did()) {
      case "started" -> reading(entry).started(entry.place());
      case "told", "found" -> {
        reading(entry).shown(entry.place());
        compare(entry);
      }
      case "gap" -> reading(entry).gap(entry.place(), entry.text("why"));
      case "stopped" -> readings.remove(new Seat(entry.who(), entry.topic()));
      default -> {
        // not of a reader
      }
    }
  }

  private Reading reading(Entry entry) {
    return readings.computeIfAbsent(
        new Seat(entry.who(), entry.topic()),
        seat -> new Reading(seat.who + " in " + seat.topic, log(seat.topic), this::say));
  }

  /** Everybody is shown the same at one place; it is compared with what was said only once. */
  private void compare(Entry entry) {
    Shown shown = new Shown(entry.said(), entry.text("body"), entry.who());
    Shown other = log(entry.topic()).show(entry.place(), shown);
    if (other == null) {
      compareWithSaid(entry.place(), shown);
    } else if (!other.said().equals(shown.said()) || !other.body().equals(shown.body())) {
      say(
          Kind.DISAGREEMENT,
          "at %s %s was shown %s, and %s %s"
              .formatted(entry.place(), other.by(), other, shown.by(), shown));
    }
  }

  private void compareWithSaid(Place place, Shown shown) {
    Publication publication = publications.find(shown.said()).orElse(null);
    if (publication == null) {
      say(Kind.INVENTED, "nobody published " + shown + ", at " + place);
    } else if (publication.isRefused()) {
      say(Kind.INVENTED, "it was refused: " + shown + ", at " + place);
    } else if (!publication.has(shown.body())) {
      say(Kind.CHANGED, "it was published with another body: " + shown + ", at " + place);
    }
  }

  private void mustHaveCome(Seat seat, Reading reading) {
    Place head = log(seat.topic).head();
    if (head != null) {
      reading.mustStandAt(head);
    }
  }

  private void mustStand(Publication publication) {
    Log log = log(publication.said.topic());
    Map<String, Place> first = new HashMap<>();
    for (Place place : publication.acks.keySet()) {
      Place before = first.putIfAbsent(place.epoch(), place);
      if (before != null) {
        say(Kind.MOVED, publication.said + " was acked at " + before + " and again at " + place);
      }
      Shown shown = log.at(place);
      if (shown == null) {
        mustNotBeMissed(publication.said, place, log);
      } else if (!shown.said().equals(publication.said)) {
        say(Kind.MOVED, publication.said + " was acked at " + place + ", where " + shown + " is");
      }
    }
  }

  private void mustNotBeMissed(Said said, Place place, Log log) {
    boolean isExcused = log.isReplaceable() || log.mayBeTrimmed(place);
    if (!isExcused && log.head() != null) {
      say(Kind.LOST, said + " was acked at " + place + " and is not there");
    }
  }

  private void eachOnce(String topic, Log log) {
    log.epochs()
        .forEach(
            (epoch, messages) -> {
              Map<Said, Long> offsets = new HashMap<>();
              messages.forEach(
                  (offset, shown) -> {
                    Long before = offsets.putIfAbsent(shown.said(), offset);
                    if (before != null) {
                      say(Kind.DOUBLED, shown.said() + " is at " + before + " and at " + offset);
                    }
                  });
            });
  }

  /** What was acked before something else was published stands before it. */
  private void inOrder(String topic, Log log) {
    log.epochs().forEach(this::inOrder);
  }

  private void inOrder(String epoch, NavigableMap<Long, Shown> messages) {
    long earliestAck = Long.MAX_VALUE;
    Said acked = null;
    for (var message : messages.descendingMap().entrySet()) {
      Publication publication = publications.find(message.getValue().said()).orElse(null);
      if (publication != null) {
        if (acked != null && earliestAck < publication.since) {
          say(
              Kind.ORDER,
              "%s stands at %s.%d, before %s, which was acked before it was published"
                  .formatted(publication.said, epoch, message.getKey(), acked));
        }
        long at = publication.ackedAt(epoch).orElse(Long.MAX_VALUE);
        if (at < earliestAck) {
          earliestAck = at;
          acked = publication.said;
        }
      }
    }
  }
}
