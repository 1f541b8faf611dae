package io.madang.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is in a topic, per person: the first tab brings them in, the last one takes them out.
 *
 * <p>A person is held by connections (objects), over HTTP by a lease, and by other servers, whose
 * word holds for some time. Each change has a version; the newest changes are kept so that a reader
 * can be told what is new to it.
 *
 * <p>Threads: guarded by the lock of the {@link Stream} that owns it. Times are {@code nanoTime}.
 */
final class Roster {

  private static final int KEPT_CHANGES = 256;

  private static final class Entry {
    Person person;
    final Set<Object> holders = new HashSet<>();
    final Map<String, Person> elsewhere = new HashMap<>();
    boolean hasLease;
    long leaseUntil;

    Entry(Person person) {
      this.person = person;
    }

    boolean isHere() {
      return hasLease || !holders.isEmpty();
    }
  }

  private record Change(long version, Person person, Kind kind) {}

  private enum Kind {
    JOIN,
    RENAME,
    LEAVE
  }

  private final Topic topic;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Long> servers = new HashMap<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private long version;
  private long localChanges;

  Roster(Topic topic) {
    this.topic = topic;
  }

  /** Counts the changes so far. */
  long version() {
    return version;
  }

  int size() {
    return entries.size();
  }

  /** Counts the changes in who is held by this server. */
  long localChanges() {
    return localChanges;
  }

  /** Whom this server holds. */
  List<Person> local() {
    return entries.values().stream().filter(Entry::isHere).map(e -> e.person).toList();
  }

  boolean hasLocal() {
    return entries.values().stream().anyMatch(Entry::isHere);
  }

  /** A connection of this person's came in. */
  void enter(Person person, Object holder) {
    Entry entry = here(person);
    entry.holders.add(holder);
  }

  /** A connection of this user's went away. */
  void leave(String user, Object holder) {
    Entry entry = entries.get(user);
    if (entry != null && entry.holders.remove(holder)) {
      letGo(entry);
    }
  }

  /** A person asked over HTTP and counts until the lease ends. */
  void lease(Person person, long now, Duration length) {
    Entry entry = here(person);
    entry.hasLease = true;
    entry.leaseUntil = now + length.toNanos();
  }

  /** Another server's word on whom it holds, good for some time. */
  void elsewhere(String server, List<Person> people, long now, Duration length) {
    servers.put(server, now + length.toNanos());
    Set<String> users = new HashSet<>();
    for (Person person : people) {
      users.add(person.user());
      Entry entry = entries.get(person.user());
      boolean isOld = entry != null && person.equals(entry.elsewhere.get(server));
      if (!isOld) {
        entry(person).elsewhere.put(server, person);
      }
    }
    forget(server, users);
  }

  private void forget(String server, Set<String> exceptUsers) {
    for (Entry entry : List.copyOf(entries.values())) {
      if (!exceptUsers.contains(entry.person.user()) && entry.elsewhere.remove(server) != null) {
        removeIfGone(entry);
      }
    }
  }

  /** Takes out those whose lease ended, and whom a silent server held. */
  void expire(long now) {
    for (Entry entry : List.copyOf(entries.values())) {
      if (entry.hasLease && entry.leaseUntil - now < 0) {
        entry.hasLease = false;
        letGo(entry);
      }
    }
    for (var server : List.copyOf(servers.entrySet())) {
      if (server.getValue() - now < 0) {
        servers.remove(server.getKey());
        forget(server.getKey(), Set.of());
      }
    }
  }

  private Entry here(Person person) {
    Entry known = entries.get(person.user());
    if (known == null || !known.isHere() || !known.person.equals(person)) {
      localChanges++;
    }
    return entry(person);
  }

  private void letGo(Entry entry) {
    if (!entry.isHere()) {
      localChanges++;
    }
    removeIfGone(entry);
  }

  private Entry entry(Person person) {
    Entry entry = entries.get(person.user());
    if (entry == null) {
      entry = new Entry(person);
      entries.put(person.user(), entry);
      changed(person, Kind.JOIN);
    } else if (!entry.person.equals(person)) {
      entry.person = person;
      changed(person, Kind.RENAME);
    }
    return entry;
  }

  private void removeIfGone(Entry entry) {
    if (!entry.isHere() && entry.elsewhere.isEmpty()) {
      entries.remove(entry.person.user());
      changed(entry.person, Kind.LEAVE);
    }
  }

  private void changed(Person person, Kind kind) {
    version++;
    changes.addLast(new Change(version, person, kind));
    if (changes.size() > KEPT_CHANGES) {
      changes.removeFirst();
    }
  }

  /** The whole roster. */
  Event whole() {
    return new Event.Roster(topic, entries.values().stream().map(e -> e.person).toList());
  }

  /** What to tell a reader that saw a version: the change, the whole roster, or nothing. */
  Optional<Event> since(long seen) {
    if (seen == version) {
      return Optional.empty();
    }
    if (seen < 0 || seen > version || seen < version - changes.size()) {
      return Optional.of(whole());
    }
    Map<String, Change> first = new LinkedHashMap<>();
    Map<String, Change> last = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change.version > seen) {
        first.putIfAbsent(change.person.user(), change);
        last.put(change.person.user(), change);
      }
    }
    return difference(first, last);
  }

  private Optional<Event> difference(Map<String, Change> first, Map<String, Change> last) {
    List<Person> join = new ArrayList<>();
    List<Person> leave = new ArrayList<>();
    last.forEach(
        (user, change) -> {
          if (change.kind != Kind.LEAVE) {
            join.add(change.person);
          } else if (!isNewcomer(user, first)) {
            leave.add(change.person);
          }
        });
    return join.isEmpty() && leave.isEmpty()
        ? Optional.empty()
        : Optional.of(new Event.RosterChange(topic, join, leave));
  }

  /** Whether the reader had never heard of this user, who came and went in the meantime. */
  private static boolean isNewcomer(String user, Map<String, Change> first) {
    Change change = first.get(user);
    return change != null && change.kind == Kind.JOIN;
  }
}
