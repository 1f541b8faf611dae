package io.madang.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One topic in memory: the newest part of its log, its state, its roster, its readers, its bell.
 *
 * <p>It never holds anything that the store does not, roster and signals aside. {@code head} only
 * rises within an epoch; a hole in what it hears empties the tail, and readers behind the tail read
 * the store.
 *
 * <p>Threads: any; {@code lock} guards all fields but the volatile ones, and is held for moments.
 */
final class Stream {

  private final Topic topic;
  private final CompletableFuture<Stream> opened = new CompletableFuture<>();
  private final AtomicBoolean isToAnnounce = new AtomicBoolean();
  private final Consumer<Stream> rosterListener;
  private final Lanes lanes;
  private final Rounds rounds;
  private final String life = Long.toString(Ids.positive(), Character.MAX_RADIX);

  private final Object lock = new Object();
  private final Slices slices;
  private final Roster roster;
  private final Board board = new Board();
  private final SignalRing signals = new SignalRing();
  private long first = 1;
  private boolean isClosed;
  private boolean isWordOut;
  private long idleSince = System.nanoTime();

  // Written under the lock, read without: a reader that sees an old one is rung again.
  private volatile String epoch = "";
  private volatile long head = -1;
  private volatile long shown;
  private volatile long stateChanges;
  private volatile long rosterVersion;
  private volatile long signalCount;
  private volatile Subscription[] readers = {};

  /** A stream; the listener hears when those change whom this server holds. */
  Stream(Topic topic, TailBudget budget, Threads threads, Consumer<Stream> rosterListener) {
    this.rosterListener = rosterListener;
    this.topic = topic;
    this.slices = new Slices(budget);
    this.lanes = threads.lanes();
    this.rounds = new Rounds(threads, this::goRound);
    this.roster = new Roster(topic);
  }

  Topic topic() {
    return topic;
  }

  /** Names this stream among all that were ever in memory under its topic. */
  String life() {
    return life;
  }

  /** Done when the store has told the ends of the log. */
  CompletableFuture<Stream> opened() {
    return opened;
  }

  /** The newest offset, −1 while it is not known. */
  long head() {
    return head;
  }

  /** The newest offset when the last round began: where readers go who follow the rounds. */
  long shown() {
    return shown;
  }

  boolean isOf(String other) {
    return epoch.equals(other);
  }

  long stateChanges() {
    return stateChanges;
  }

  long rosterVersion() {
    return rosterVersion;
  }

  long signalCount() {
    return signalCount;
  }

  LogEnds ends() {
    synchronized (lock) {
      return new LogEnds(epoch, first, head);
    }
  }

  /** The store's word on the log and the state, at the beginning. */
  void open(LogEnds ends, Collection<StateValue> state) {
    synchronized (lock) {
      learnUnderLock(ends);
      state.forEach(board::put);
      stateChanges = board.changes();
    }
    opened.complete(this);
    ring();
  }

  /** The store's word on the log, at any time later. */
  void learn(LogEnds ends) {
    synchronized (lock) {
      learnUnderLock(ends);
    }
    ring();
  }

  /**
   * The store's word on all that is kept of the topic; who reads is rung when it is news.
   *
   * @return false when the state here is older: then the store has to be asked for it
   */
  boolean learn(Progress progress) {
    boolean isNews;
    boolean hasState;
    synchronized (lock) {
      LogEnds before = new LogEnds(epoch, first, head);
      learnUnderLock(progress.ends());
      isNews = !before.equals(new LogEnds(epoch, first, head));
      hasState = board.version() >= progress.stateVersion();
    }
    if (isNews) {
      ring();
    }
    return hasState;
  }

  private void learnUnderLock(LogEnds ends) {
    boolean isOther = !epoch.isEmpty() && !epoch.equals(ends.epoch());
    epoch = ends.epoch();
    if (isOther) {
      board.clear();
    }
    first = isOther ? ends.first() : Math.max(first, ends.first());
    if (isOther || ends.head() > head) {
      if (isOther || !slices.isFollowedBy(ends.head() + 1)) {
        slices.clear(ends.head() + 1);
      }
      head = ends.head();
      shown = Math.min(shown, head);
    }
  }

  /** A page of the store held this place: it may be ahead of the bell. */
  void reach(Cursor place) {
    synchronized (lock) {
      if (!isOf(place.epoch()) || place.offset() <= head) {
        return;
      }
      slices.clear(place.offset() + 1);
      head = place.offset();
    }
    ring();
  }

  /** The log was cut back under this server, which no epoch told: begin again where it ends. */
  void rewind(LogEnds ends) {
    synchronized (lock) {
      epoch = ends.epoch();
      first = ends.first();
      head = ends.head();
      shown = Math.min(shown, head);
      slices.clear(ends.head() + 1);
    }
    ring();
  }

  /**
   * Messages that are kept; those it has already are passed over.
   *
   * @return false when they are of another epoch: then only the store knows what holds
   */
  boolean accept(List<Message> messages) {
    synchronized (lock) {
      Message newest = messages.get(messages.size() - 1);
      if (!epoch.isEmpty() && !epoch.equals(newest.cursor().epoch())) {
        return false;
      }
      epoch = newest.cursor().epoch();
      List<Message> news = messages.stream().filter(m -> m.offset() > head).toList();
      if (!news.isEmpty()) {
        slices.add(news);
        head = newest.offset();
      }
    }
    ring();
    return true;
  }

  /**
   * A value that is kept; one that is older than what is here is passed over.
   *
   * @return false when it is of another epoch: then only the store knows what holds
   */
  boolean accept(StateValue value) {
    synchronized (lock) {
      if (!epoch.isEmpty() && !epoch.equals(value.epoch())) {
        return false;
      }
      board.put(value);
      stateChanges = board.changes();
    }
    ring();
    return true;
  }

  void accept(Signal signal) {
    synchronized (lock) {
      signals.add(signal);
      signalCount = signals.count();
    }
    ring();
  }

  /** What follows an offset up to another, shared, or null when it is not in memory. */
  @Nullable Slice read(long after, long last, int maxBytes) {
    synchronized (lock) {
      return slices.read(after, last, maxBytes);
    }
  }

  Board.News stateSince(long change) {
    synchronized (lock) {
      return board.since(change);
    }
  }

  List<Signal> signalsBetween(long seen, long end) {
    synchronized (lock) {
      return signals.between(seen, end);
    }
  }

  boolean hasRoomFor(String key, int maxKeys) {
    synchronized (lock) {
      return board.hasRoomFor(key, maxKeys);
    }
  }

  /** Looks at the roster, or changes it; rings when it changed. */
  <T> T withRoster(Function<Roster, T> look) {
    T result;
    boolean isChanged;
    boolean isLocal;
    synchronized (lock) {
      long before = roster.version();
      long localBefore = roster.localChanges();
      result = look.apply(roster);
      rosterVersion = roster.version();
      isChanged = rosterVersion != before;
      isLocal = roster.localChanges() != localBefore;
    }
    if (isChanged) {
      ring();
    }
    if (isLocal) {
      rosterListener.accept(this);
    }
    return result;
  }

  /** Whether nobody is about to announce the roster; who asks is. */
  boolean beginAnnouncing() {
    return isToAnnounce.compareAndSet(false, true);
  }

  /** Whom this server holds, to be announced now. */
  List<Person> announced() {
    isToAnnounce.set(false);
    synchronized (lock) {
      List<Person> people = roster.local();
      isWordOut = !people.isEmpty();
      return people;
    }
  }

  /** Whether the other servers believe that this one holds somebody; who asks takes it back. */
  boolean takeWordBack() {
    synchronized (lock) {
      boolean wasOut = isWordOut;
      isWordOut = false;
      return wasOut;
    }
  }

  /** Adds a reader; false when this stream was put away and another must be opened. */
  boolean add(Subscription subscription) {
    synchronized (lock) {
      if (isClosed) {
        return false;
      }
      Subscription[] more = Arrays.copyOf(readers, readers.length + 1);
      more[readers.length] = subscription;
      readers = more;
      return true;
    }
  }

  void remove(Subscription subscription) {
    synchronized (lock) {
      int at = Arrays.asList(readers).indexOf(subscription);
      if (at >= 0) { // a poll comes and goes with each answer, so this is done often
        Subscription[] fewer = Arrays.copyOf(readers, readers.length - 1);
        System.arraycopy(readers, at + 1, fewer, at, fewer.length - at);
        readers = fewer;
      }
      idleSince = System.nanoTime();
    }
  }

  boolean hasReaders() {
    return readers.length > 0;
  }

  /** Puts it away when nobody has read for a while; it is never used again then. */
  boolean closeIfIdle(long now, long idleNanos) {
    synchronized (lock) {
      if (readers.length == 0 && !roster.hasLocal() && now - idleSince > idleNanos) {
        isClosed = true;
        slices.clear(1);
      }
      return isClosed;
    }
  }

  boolean isClosed() {
    synchronized (lock) {
      return isClosed;
    }
  }

  /** Rings the bell: each reader whose pipe is free looks for news. */
  void ring() {
    rounds.ring(readers.length);
  }

  private void goRound() {
    synchronized (lock) {
      if (shown != head) {
        shown = head;
        slices.beginRound();
      }
    }
    Subscription[] all = readers;
    lanes.share(all.length, (from, to) -> wake(all, from, to));
  }

  private static void wake(Subscription[] readers, int from, int to) {
    for (int i = from; i < to; i++) {
      readers[i].wake();
    }
  }
}
