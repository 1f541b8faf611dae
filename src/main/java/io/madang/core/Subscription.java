package io.madang.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in one topic: a cursor, and which state, roster and signals it was told.
 *
 * <p>The cursor only moves forward, and only over messages that the connection takes at once, so a
 * reader sees each offset once and in order, whatever the bell does. What does not follow the
 * cursor is preceded by a gap.
 *
 * <p>Threads: {@link #begin} once, before the reader has it; {@link #collect} and {@link #position}
 * only in the reader's pump; {@link #wake} any. {@code page} and {@code isFetching} are handed over
 * between the pump and the catch-up pool.
 */
final class Subscription {

  private final Reader reader;
  private final Stream stream;
  private final Pages pages;
  private final boolean wantsPresence;
  private List<Event> prelude = new ArrayList<>(2); // told once, and then let go
  private Cursor cursor = new Cursor("", 0);
  private long stateSeen;
  private long rosterSeen = -1;
  private long signalsSeen;
  private boolean isInStep;
  private volatile Pages.@Nullable Fetched page;
  private volatile boolean isFetching;
  private volatile @Nullable Person attending;

  Subscription(Reader reader, Stream stream, Pages pages, boolean wantsPresence) {
    this.reader = reader;
    this.stream = stream;
    this.pages = pages;
    this.wantsPresence = wantsPresence;
  }

  /** As whom its reader is in the topic's roster, or null when it is not. */
  @Nullable Person attending() {
    return attending;
  }

  void attendAs(@Nullable Person person) {
    attending = person;
  }

  Topic topic() {
    return stream.topic();
  }

  Stream stream() {
    return stream;
  }

  /** Decides where reading starts. */
  void begin(Start start) {
    LogEnds ends = stream.ends();
    Cursor asked = start.cursor();
    signalsSeen = stream.signalCount();
    if (asked == null) {
      cursor = ends.headCursor().at(Math.max(ends.first() - 1, ends.head() - start.last()));
      prelude.add(new Event.Subscribed(topic(), cursor, true));
      return;
    }
    Seen seen = start.seen();
    if (seen != null && seen.life().equals(stream.life())) {
      stateSeen = seen.state();
      rosterSeen = seen.presence();
    }
    Event.@Nullable Gap gap = gap(asked, ends);
    cursor = asked;
    prelude.add(new Event.Subscribed(topic(), gap == null ? asked : gap.cursor(), gap == null));
    if (gap != null) {
      prelude.add(gap);
    }
  }

  /** The cursor passes over a gap when that is told, not before. */
  private void collectPrelude(List<Event> out) {
    for (Event event : prelude) {
      out.add(event);
      if (event instanceof Event.Gap gap) {
        cursor = gap.cursor();
      }
    }
    prelude = List.of();
  }

  private Event.@Nullable Gap gap(Cursor asked, LogEnds ends) {
    if (!asked.epoch().equals(ends.epoch())) {
      return new Event.Gap(topic(), ends.beginning(), Event.Gap.Reason.EPOCH);
    }
    if (asked.offset() > ends.head()) {
      return new Event.Gap(topic(), ends.headCursor(), Event.Gap.Reason.EPOCH);
    }
    if (asked.offset() + 1 < ends.first()) {
      return new Event.Gap(topic(), ends.beginning(), Event.Gap.Reason.TRIMMED);
    }
    return null;
  }

  void wake() {
    reader.pump();
  }

  /** Whether it waits for nothing but news, and was asked at least once. Only in the pump. */
  boolean isSettled() {
    return prelude.isEmpty() && !isFetching && page == null;
  }

  Position position() {
    boolean hasSeen = wantsPresence || stream.stateChanges() > 0;
    Seen seen = new Seen(stream.life(), stateSeen, rosterSeen);
    return new Position(topic(), cursor, hasSeen ? seen.toString() : null);
  }

  /** Takes what is new, up to about so many bytes; how many it took. */
  int collect(List<Event> out, int maxBytes) {
    int taken = 0;
    collectPrelude(out);
    if (stream.stateChanges() != stateSeen) {
      taken += collectState(out);
    }
    if (wantsPresence && stream.rosterVersion() != rosterSeen) {
      collectRoster(out);
    }
    if (page != null || isBehind()) {
      taken += collectMessages(out, maxBytes - taken);
    }
    if (stream.signalCount() != signalsSeen) {
      long count = stream.signalCount();
      for (Signal signal : stream.signalsBetween(signalsSeen, count)) {
        out.add(signal);
        taken += signal.size();
      }
      signalsSeen = count;
    }
    isInStep |= cursor.offset() == stream.head() && !isFetching;
    return taken;
  }

  private int collectState(List<Event> out) {
    int taken = 0;
    Board.News news = stream.stateSince(stateSeen);
    for (StateValue value : news.values()) {
      out.add(value);
      taken += value.size();
    }
    stateSeen = news.change();
    return taken;
  }

  private void collectRoster(List<Event> out) {
    rosterSeen =
        stream.withRoster(
            roster -> {
              roster.since(rosterSeen).ifPresent(out::add);
              return roster.version();
            });
  }

  private int collectMessages(List<Event> out, int maxBytes) {
    int taken = 0;
    Pages.Fetched fetched = page;
    if (fetched != null) {
      page = null;
      taken += take(fetched, out);
    }
    while (taken < maxBytes && !isFetching && isBehind()) {
      if (stream.head() < cursor.offset() || !stream.isOf(cursor.epoch())) {
        lose(stream.ends(), out);
        continue;
      }
      Slice slice = stream.read(cursor.offset(), goal(), maxBytes);
      if (slice == null) {
        fetch();
        break;
      }
      taken += take(slice, out);
    }
    return taken;
  }

  private boolean isBehind() {
    return cursor.offset() < goal()
        || stream.head() < cursor.offset()
        || !stream.isOf(cursor.epoch());
  }

  /** How far it reads now: to the head at first, then with all others as far as the rounds go. */
  private long goal() {
    return isInStep ? stream.shown() : stream.head();
  }

  private int take(Slice slice, List<Event> out) {
    if (slice.from() > cursor.offset() + 1) {
      out.add(new Event.Gap(topic(), cursor.at(slice.from() - 1), Event.Gap.Reason.TRIMMED));
    }
    out.add(slice);
    cursor = cursor.at(slice.end());
    return slice.size();
  }

  private int take(Pages.Fetched fetched, List<Event> out) {
    LogEnds ends = fetched.ends();
    if (!ends.epoch().equals(cursor.epoch())) {
      stream.learn(ends);
      lose(ends, out);
      return 0;
    }
    Slice slice = fetched.slice();
    if (slice != null) {
      stream.reach(cursor.at(slice.end()));
      return take(slice, out);
    }
    if (ends.first() - 1 > cursor.offset()) {
      lose(ends, out);
    } else if (ends.head() <= cursor.offset()) {
      stream.rewind(ends);
    }
    return 0;
  }

  private void lose(LogEnds ends, List<Event> out) {
    Event.Gap gap = gap(cursor, ends);
    if (gap != null) {
      out.add(gap);
      cursor = gap.cursor();
    }
  }

  private void fetch() {
    isFetching = true;
    pages
        .after(stream, cursor)
        .whenComplete(
            (fetched, error) -> {
              page = fetched;
              isFetching = false;
              reader.ring();
            });
  }
}
