package io.madang.exactly;

import io.madang.checker.Violation.Kind;
import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.Event;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Start;
import io.madang.core.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What a server could do wrong, each with the violations of which a history shows at least one. */
enum Bug implements Fault {
  ACKS_BEFORE_THE_COMMIT(Kind.LOST, Kind.MOVED) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      try {
        return store.append(drafts);
      } catch (StoreException e) {
        return Claims.of(store, drafts);
      }
    }
  },

  TAKES_OFFSETS_FROM_A_SEQUENCE(Kind.HOLE, Kind.GAP) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      try {
        return store.append(drafts);
      } catch (StoreException e) {
        store.append(drafts.stream().map(Claims::phantom).toList());
        throw e;
      }
    }

    @Override
    public Page page(Page page) {
      return new Page(page.ends(), page.messages().stream().filter(Claims::isReal).toList());
    }
  },

  SKIPS_ONE_ON_RESUME(Kind.HOLE, Kind.GAP) {
    @Override
    public Start start(Start asked, LogEnds ends, boolean isOtherTransport) {
      return moved(asked, 1);
    }
  },

  REPEATS_ONE_ON_A_CHANGE_OF_TRANSPORT(Kind.REPEAT) {
    @Override
    public Start start(Start asked, LogEnds ends, boolean isOtherTransport) {
      return isOtherTransport ? moved(asked, -1) : asked;
    }
  },

  TAKES_CURSORS_OF_ANOTHER_EPOCH(Kind.EPOCH) {
    @Override
    public Start start(Start asked, LogEnds ends, boolean isOtherTransport) {
      Cursor cursor = asked.cursor();
      return cursor == null || cursor.epoch().equals(ends.epoch())
          ? asked
          : new Start(ends.headCursor().at(Math.min(cursor.offset(), ends.head())), null, 0);
    }
  },

  LOSES_BELLS_AND_DOES_NOT_READ(Kind.BEHIND) {
    @Override
    public Optional<Bell> ring(Bell bell) {
      return bell instanceof Bell.Grown ? Optional.empty() : Optional.of(bell);
    }

    @Override
    public boolean readsAgain() {
      return false;
    }
  },

  KEEPS_WHAT_IS_SENT_AGAIN(Kind.DOUBLED, Kind.MOVED) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      return store.append(drafts.stream().map(this::unheardOf).toList()).stream()
          .map(kept -> Claims.with(kept, Claims::asSent))
          .toList();
    }

    private Draft unheardOf(Draft draft) {
      return Claims.withId(draft, id -> id + Claims.MARK + System.nanoTime());
    }

    @Override
    public Page page(Page page) {
      return new Page(page.ends(), page.messages().stream().map(Claims::asSent).toList());
    }
  },

  ACKS_A_REPEAT_AT_THE_HEAD(Kind.MOVED) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      return store.append(drafts).stream()
          .map(
              kept ->
                  kept instanceof Kept.OfMessage m && m.isRepeat()
                      ? Claims.with(m, x -> Claims.at(store.ends(x.topic()).head(), x))
                      : kept)
          .toList();
    }
  },

  KEEPS_A_PART_OF_A_BATCH(Kind.LOST, Kind.MOVED) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      int half = (drafts.size() + 1) / 2;
      List<Kept> kept = new ArrayList<>(store.append(drafts.subList(0, half)));
      kept.addAll(Claims.of(store, drafts.subList(half, drafts.size())));
      return kept;
    }
  },

  SWAPS_BODIES_BETWEEN_TOPICS(Kind.CHANGED) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      return store.append(Claims.swapped(drafts));
    }
  },

  TELLS_BEFORE_THE_COMMIT(Kind.DISAGREEMENT, Kind.MOVED) {
    @Override
    public List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
      Claims.of(store, drafts).stream()
          .map(kept -> ((Kept.OfMessage) kept).message())
          .forEach(m -> layer.send(m.topic(), new Bell.Grown(List.of(m)), (group, bell) -> {}));
      return store.append(drafts);
    }
  },

  DELIVERS_IN_ANOTHER_ORDER(Kind.HOLE, Kind.STEP_BACK) {
    @Override
    public List<Event> deliver(List<Event> events, Random random) {
      List<Event> shuffled = new ArrayList<>(Client.each(events).toList());
      IntStream.range(1, shuffled.size())
          .filter(i -> isOfOne(shuffled.get(i - 1), shuffled.get(i)))
          .forEach(i -> Collections.swap(shuffled, i - 1, i));
      return shuffled;
    }
  },

  SAYS_NO_GAPS(Kind.EPOCH) {
    @Override
    public List<Event> deliver(List<Event> events, Random random) {
      return events.stream().filter(event -> !(event instanceof Event.Gap)).toList();
    }

    @Override
    public List<Event> answer(List<Event> events) {
      return deliver(events, new Random());
    }
  },

  A_POLL_LEAVES_OUT_THE_LAST(Kind.HOLE, Kind.BEHIND) {
    @Override
    public List<Event> answer(List<Event> events) {
      return events.isEmpty() ? events : events.subList(0, events.size() - 1);
    }
  },

  FORGETS_WHO_IS_ELSEWHERE(Kind.PRESENCE) {
    @Override
    public Optional<Bell> ring(Bell bell) {
      return Optional.of(
          bell instanceof Bell.Present p ? new Bell.Present(p.server(), List.of()) : bell);
    }
  },

  NOBODY_EVER_LEAVES(Kind.PRESENCE) {
    @Override
    public Optional<Bell> ring(Bell bell) {
      boolean isFewer = bell instanceof Bell.Present present && present.people().size() < 2;
      return isFewer ? Optional.empty() : Optional.of(bell);
    }
  };

  private final Kind shownBy;
  private final Kind orBy;

  Bug(Kind shownBy, Kind orBy) {
    this.shownBy = shownBy;
    this.orBy = orBy;
  }

  Bug(Kind shownBy) {
    this(shownBy, shownBy);
  }

  /** Whether it is among those that were found. */
  boolean isShownBy(Set<Kind> kinds) {
    return kinds.contains(shownBy) || kinds.contains(orBy);
  }

  boolean isOfRosters() {
    return shownBy == Kind.PRESENCE;
  }

  private static Start moved(Start asked, int by) {
    Cursor cursor = asked.cursor();
    return cursor == null || cursor.offset() + by < 0
        ? asked
        : new Start(cursor.at(cursor.offset() + by), asked.seen(), asked.last());
  }

  private static boolean isOfOne(Event one, Event other) {
    return one instanceof Message a && other instanceof Message b && a.topic().equals(b.topic());
  }
}
