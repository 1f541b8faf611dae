package io.madang.checker;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long things took: deliveries and acks in each phase, and the way to another server.
 *
 * <p>A publish belongs to the phase in which it was sent first. The time runs from then to the
 * first ack, and to each reader's being told.
 */
public final class Times {

  /** When the test names no phase. */
  public static final String WHOLE = "whole";

  private final Map<String, Spread> deliveries = new TreeMap<>();
  private final Map<String, Spread> acks = new TreeMap<>();
  private final Spread recovery = new Spread();
  private final Spread silence = new Spread();

  private final Publications publications;
  private final TreeMap<Long, String> phases = new TreeMap<>();
  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Set<Said> acked = new HashSet<>();

  /** Where a client is, and since when it waits for what. */
  private static final class Client {
    @Nullable String server;
    @Nullable Long cutAt;
    boolean isElsewhere;
    @Nullable Long lastTold;
    boolean isWatched;
    long longest;
  }

  Times(List<Entry> history, Publications publications) {
    this.publications = publications;
    phases.put(Long.MIN_VALUE, WHOLE);
    for (Entry entry : history) {
      if (entry.did("phase")) {
        phases.put(entry.at(), entry.text("name"));
      }
    }
    history.forEach(this::step);
    clients.values().forEach(this::endSilence);
  }

  /** From the first sending of a message to a reader's being told, in a phase. */
  public Spread deliveries(String phase) {
    return deliveries.getOrDefault(phase, new Spread());
  }

  /** From the first sending of a message to its ack, in a phase. */
  public Spread acks(String phase) {
    return acks.getOrDefault(phase, new Spread());
  }

  /** From a server's death to the next message or ack, for each of its clients. */
  public Spread recovery() {
    return recovery;
  }

  /** The longest time without a message after each death of a server, for each reader. */
  public Spread silence() {
    return silence;
  }

  /** Clients that never came back from a server that died. */
  public List<String> stranded() {
    return clients.entrySet().stream()
        .filter(client -> client.getValue().cutAt != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A table of all of them. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    deliveries.forEach((phase, spread) -> row(text, "delivery, " + phase, spread));
    acks.forEach((phase, spread) -> row(text, "ack, " + phase, spread));
    row(text, "recovery", recovery);
    row(text, "silence", silence);
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Spread spread) {
    text.append("  %-24s %s%n".formatted(name, spread));
  }

  private void step(Entry entry) {
    switch (entry.did()) {
      case "connected" -> {
        Client client = client(entry);
        client.isElsewhere = true;
        client.server = entry.text("server");
      }
      case "disconnected" -> client(entry).server = null;
      case "told" -> {
        publications
            .find(entry.said())
            .ifPresent(p -> add(deliveries, p.since, entry.at() - p.since));
        hear(client(entry), entry.at());
        recover(client(entry), entry.at());
      }
      case "acked" -> {
        if (acked.add(entry.said())) {
          publications.find(entry.said()).ifPresent(p -> add(acks, p.since, entry.at() - p.since));
        }
        recover(client(entry), entry.at());
      }
      case "died" -> clients.values().forEach(client -> die(client, entry));
      default -> {
        // takes no time
      }
    }
  }

  private Client client(Entry entry) {
    return clients.computeIfAbsent(entry.who(), who -> new Client());
  }

  private void add(Map<String, Spread> spreads, long at, long micros) {
    String phase = phases.floorEntry(at).getValue();
    spreads.computeIfAbsent(phase, p -> new Spread()).add(micros);
  }

  private void die(Client client, Entry death) {
    if (death.text("server").equals(client.server)) {
      client.cutAt = death.at();
      client.isElsewhere = false;
    }
    endSilence(client);
    client.isWatched = true;
    client.longest = 0;
  }

  private void recover(Client client, long now) {
    if (client.cutAt != null && client.isElsewhere) {
      recovery.add(now - client.cutAt);
      client.cutAt = null;
    }
  }

  private static void hear(Client client, long now) {
    if (client.lastTold != null) {
      client.longest = Math.max(client.longest, now - client.lastTold);
    }
    client.lastTold = now;
  }

  private void endSilence(Client client) {
    if (client.isWatched && client.lastTold != null) {
      silence.add(client.longest);
    }
  }
}
