package io.madang.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client: its subscriptions, the answers that wait for it, and the pump that writes them.
 *
 * <p>The pump runs when something rings and nothing is in flight: it takes all that is new, in one
 * write. While the write is in flight, bells are remembered; when it is done the pump looks again.
 * So a client that does not read costs its cursors and one write.
 *
 * <p>Threads: {@link #pump} runs on fan-out threads and where writes are completed, never on two at
 * once ({@code state} decides); {@code lock} guards the answers and changes of the subscriptions.
 */
public final class Reader {

  private static final long STUCK_NANOS = 1_000_000_000;
  static final int FLOOD = 20;
  private static final System.Logger LOG = System.getLogger(Reader.class.getName());

  /** Nothing in flight and nothing new. */
  private static final int IDLE = 0;

  /** The pump runs, or a write is in flight. */
  private static final int BUSY = 1;

  /** The same, and the bell rang since. */
  private static final int RUNG = 2;

  private final Connection connection;
  private final Attendance attendance;
  private final Lanes lanes;
  private final Limits limits;
  private final AtomicInteger state = new AtomicInteger(BUSY);
  private final AtomicBoolean isScheduled = new AtomicBoolean();
  private final Object lock = new Object();
  private final Deque<Event> answers = new ArrayDeque<>(1);
  private final Map<Topic, Object> openingTopics = new HashMap<>(1);
  private volatile Subscription[] subscriptions = {};
  private volatile int opening;
  private volatile boolean hasBegun;
  private volatile boolean isClosed;
  private volatile Speaker speaker;
  private volatile long writingSince; // nanoTime, 0 when nothing is in flight
  private int turn; // whose turn it is to go first; the pump's own

  Reader(
      Speaker speaker, Connection connection, Attendance attendance, Lanes lanes, Limits limits) {
    this.speaker = speaker;
    this.connection = connection;
    this.attendance = attendance;
    this.lanes = lanes;
    this.limits = limits;
  }

  public Speaker speaker() {
    return speaker;
  }

  /** It has proven to be somebody. */
  void become(Speaker other) {
    speaker = other;
  }

  /** The network address that its client came from, empty when nobody told. */
  public String address() {
    return connection.address();
  }

  Attendance attendance() {
    return attendance;
  }

  public boolean isClosed() {
    return isClosed;
  }

  /** Begins to write. Until then everything waits, so that a request can still be refused whole. */
  public void start() {
    hasBegun = true;
    writeWhatIsNew();
  }

  /** Whether it was started: what it subscribed to before then, one request asked for. */
  boolean hasBegun() {
    return hasBegun;
  }

  /**
   * Tells the client something that is not in a log. A client that lets too much wait is closed: so
   * many frames while a write has been in flight for a second, or many more at any time.
   */
  public void tell(Event event) {
    boolean isTooMuch;
    synchronized (lock) {
      answers.addLast(event);
      isTooMuch = answers.size() > limits.waitingFrames() && (isStuck() || isFlooded());
    }
    if (isTooMuch) {
      connection.close(1013, "more than " + limits.waitingFrames() + " frames wait to be read");
      hushed();
    } else {
      ring();
    }
  }

  private boolean isStuck() {
    long since = writingSince;
    return since != 0 && System.nanoTime() - since > STUCK_NANOS;
  }

  private boolean isFlooded() {
    return answers.size() > FLOOD * limits.waitingFrames();
  }

  /** It is told nothing more. */
  private void hushed() {
    synchronized (lock) {
      answers.clear();
    }
  }

  /** Ends its connection from the server's side. Never blocks. */
  void close(int code, String reason) {
    connection.close(code, reason);
  }

  /** Whether the store has told the ends of all its topics. */
  public boolean isOpen() {
    return opening == 0;
  }

  /** Has the pump run soon, on this reader's lane; one that runs now looks again. */
  public void ring() {
    if (state.getAndUpdate(s -> s == IDLE ? IDLE : RUNG) == IDLE
        && isScheduled.compareAndSet(false, true)) {
      lanes
          .of(this)
          .execute(
              () -> {
                isScheduled.set(false);
                pump();
              });
    }
  }

  /** Writes what is new, if nothing is in flight. */
  void pump() {
    if (state.getAndUpdate(s -> s == IDLE ? BUSY : RUNG) == IDLE) {
      writeWhatIsNew();
    }
  }

  /** A fault here is this connection's alone: it is closed, and others are told all the same. */
  private void writeWhatIsNew() {
    try {
      writeUntilBusy();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR, "a connection could not be written to", Printable.fault(e));
      connection.close(1011, "a fault of the server");
    }
  }

  private void writeUntilBusy() {
    while (!isClosed) {
      state.set(BUSY);
      writingSince = 0;
      List<Event> events = collect();
      if (events.isEmpty()) {
        connection.idle(isSettled());
        if (state.compareAndSet(BUSY, IDLE)) {
          return;
        }
        continue;
      }
      InFlight inFlight = new InFlight();
      writingSince = System.nanoTime() | 1;
      connection.write(events, inFlight);
      if (!inFlight.wasDoneAtOnce()) {
        return;
      }
    }
  }

  private boolean isSettled() {
    boolean isSettled = opening == 0;
    for (Subscription subscription : subscriptions) {
      isSettled &= subscription.isSettled();
    }
    return isSettled;
  }

  /** Sees to it that a write done at once goes on in the loop, and a later one starts it anew. */
  private final class InFlight extends AtomicBoolean implements Runnable {

    @Override
    public void run() {
      if (getAndSet(true)) {
        writeWhatIsNew();
      }
    }

    boolean wasDoneAtOnce() {
      return getAndSet(true);
    }
  }

  private List<Event> collect() {
    List<Event> events = new ArrayList<>();
    synchronized (lock) {
      events.addAll(answers);
      answers.clear();
    }
    Subscription[] all = subscriptions;
    int room = limits.writeBytes();
    turn++;
    for (int i = 0; i < all.length && room > 0; i++) {
      room -= all[Math.floorMod(i + turn, all.length)].collect(events, room);
    }
    return events;
  }

  /** How far it has come. Only in the pump, that is inside a call to its connection. */
  public List<Position> positions() {
    List<Position> positions = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      positions.add(subscription.position());
    }
    return positions;
  }

  /** What it reads now. */
  List<Subscription> subscriptions() {
    return List.of(subscriptions);
  }

  /** Takes a place for a topic that is being opened; what is returned fills it. */
  Object reserve(Topic topic) {
    synchronized (lock) {
      if (find(topic).isPresent() || openingTopics.containsKey(topic)) {
        throw Refusal.badRequest("topic: already subscribed; unsubscribe first").exception();
      }
      if (subscriptions.length + openingTopics.size() >= limits.topicsPerConnection()) {
        throw Refusal.badRequest(
                "topic: the limit is " + limits.topicsPerConnection() + " topics per connection")
            .exception();
      }
      Object place = new Object();
      openingTopics.put(topic, place);
      opening = openingTopics.size();
      return place;
    }
  }

  /** Gives the place back; whether it was still taken. */
  boolean release(Topic topic) {
    synchronized (lock) {
      boolean wasTaken = openingTopics.remove(topic) != null;
      opening = openingTopics.size();
      return wasTaken;
    }
  }

  /** The reserved place is filled; false when the reader left or unsubscribed in the meantime. */
  boolean add(Subscription subscription, Object place) {
    synchronized (lock) {
      if (isClosed || !openingTopics.remove(subscription.topic(), place)) {
        return false;
      }
      Subscription[] more = Arrays.copyOf(subscriptions, subscriptions.length + 1);
      more[subscriptions.length] = subscription;
      subscriptions = more;
      opening = openingTopics.size();
      return true;
    }
  }

  Optional<Subscription> remove(Topic topic) {
    synchronized (lock) {
      Optional<Subscription> found = find(topic);
      subscriptions =
          Arrays.stream(subscriptions)
              .filter(s -> !s.topic().equals(topic))
              .toArray(Subscription[]::new);
      return found;
    }
  }

  private Optional<Subscription> find(Topic topic) {
    for (Subscription subscription : subscriptions) {
      if (subscription.topic().equals(topic)) {
        return Optional.of(subscription);
      }
    }
    return Optional.empty();
  }

  /** Ends it; what it was subscribed to. Empty the second time. */
  List<Subscription> end() {
    synchronized (lock) {
      isClosed = true;
      openingTopics.clear();
      answers.clear();
      List<Subscription> all = List.of(subscriptions);
      subscriptions = new Subscription[0];
      return all;
    }
  }
}
