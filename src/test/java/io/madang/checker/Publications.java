package io.madang.checker;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that was published, and what became of it as far as its publishers know. */
final class Publications {

  /** One message, however often it was sent. */
  static final class Publication {
    final Said said;
    final long since;
    final Map<Place, Long> acks = new LinkedHashMap<>();
    private final Set<String> bodies = new HashSet<>();
    private int attempts;
    private int refusals;

    private Publication(Entry first) {
      this.said = first.said();
      this.since = first.at();
    }

    private void sent(Entry entry) {
      attempts++;
      if (acks.isEmpty()) { // what is sent after the ack is a repeat, whatever is in it
        bodies.add(entry.text("body"));
      }
    }

    boolean isRefused() {
      return refusals == attempts;
    }

    boolean has(String body) {
      return bodies.contains(body);
    }

    /** When it was acked at a place of this epoch for the first time. */
    Optional<Long> ackedAt(String epoch) {
      return acks.entrySet().stream()
          .filter(ack -> ack.getKey().epoch().equals(epoch))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private final Map<Said, Publication> all = new HashMap<>();

  Publications(List<Entry> history) {
    history.forEach(this::take);
  }

  private void take(Entry entry) {
    switch (entry.did()) {
      case "publish" ->
          all.computeIfAbsent(entry.said(), said -> new Publication(entry)).sent(entry);
      case "acked" -> of(entry).acks.putIfAbsent(entry.place(), entry.at());
      case "refused" -> of(entry).refusals++;
      default -> {
        // not of a publisher
      }
    }
  }

  private Publication of(Entry answer) {
    return find(answer.said())
        .orElseThrow(() -> new IllegalArgumentException("never published: " + answer.said()));
  }

  Optional<Publication> find(Said said) {
    return Optional.ofNullable(all.get(said));
  }

  Collection<Publication> all() {
    return all.values();
  }
}
