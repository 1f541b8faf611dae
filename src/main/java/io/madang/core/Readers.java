package io.madang.core;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who listens: comes in, reads topics, leaves.
 *
 * <p>Threads: any.
 */
final class Readers {

  private static final System.Logger LOG = System.getLogger(Readers.class.getName());

  /** How far apart clients of a server that goes away come back. */
  private static final Duration APART = Duration.ofMillis(1);

  private static final Duration LEAST_SPREAD = Duration.ofMillis(500);

  private static final Duration LAST_WORD = Duration.ofMillis(500);

  private final Policies policies;
  private final Gate gate;
  private final Limits limits;
  private final Threads threads;
  private final Streams streams;
  private final Pages pages;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final Expiry expiry;

  /** Over which time they are to come back; zero as long as the server stays. */
  private volatile Duration spread = Duration.ZERO;

  Readers(HubParts parts, Streams streams, Pages pages) {
    this.policies = parts.policies();
    this.gate = parts.gate();
    this.limits = parts.limits();
    this.threads = parts.threads();
    this.streams = streams;
    this.pages = pages;
    this.expiry = new Expiry(threads, this::dismiss);
  }

  Reader connect(Speaker speaker, Connection connection, Attendance attendance) {
    Reader reader = new Reader(speaker, connection, attendance, threads.lanes(), limits);
    readers.add(reader);
    expiry.watch(reader);
    review(reader); // what was decided since it was let in did not find it here
    if (!spread.isZero()) {
      sayBye(reader); // it came in while the others were told
    }
    return reader;
  }

  /**
   * A reader has proven who it is, or that it still is.
   *
   * @throws RefusedException {@code forbidden} when it was somebody else
   */
  void authenticate(Reader reader, Speaker speaker) {
    Speaker before = reader.speaker();
    boolean isSame = before.person().user().equals(speaker.person().user());
    if (before.standing().isSignedIn() && !isSame) {
      throw Refusal.forbidden("auth: this connection is another user's").exception();
    }
    reader.become(speaker);
    expiry.watch(reader);
    reader.tell(new Event.Welcome(speaker.person()));
    reader.subscriptions().forEach(subscription -> attendAnew(reader, subscription));
    review(reader);
  }

  private void attendAnew(Reader reader, Subscription subscription) {
    if (!reader.speaker().person().equals(subscription.attending())) {
      vacate(subscription);
      attend(reader, subscription);
    }
  }

  /** Takes from everybody what they may no longer read. */
  void reviewAll() {
    readers.forEach(this::review);
  }

  private void review(Reader reader) {
    Refusal refusal = policies.refusesEntry(reader.speaker());
    if (refusal != null) {
      dismiss(reader, refusal);
      return;
    }
    for (Subscription subscription : reader.subscriptions()) {
      try {
        policies.check(Verb.READ, reader.speaker(), subscription.topic());
      } catch (RefusedException e) {
        reader.tell(new Event.Refused(e.refusal(), null, subscription.topic().name()));
        reader.remove(subscription.topic()).ifPresent(s -> leave(reader, s));
      }
    }
  }

  void subscribe(Reader reader, Topic topic, Start start, boolean wantsPresence) {
    Application application = policies.check(Verb.READ, reader.speaker(), topic);
    if (reader.hasBegun()) { // a request and its topics are counted as one
      gate.subscribe(reader);
    }
    application.consumer().connect(reader.speaker(), topic);
    Object place = reader.reserve(topic);
    boolean isTold =
        wantsPresence
            && application.policy().hasPresence()
            && policies.allows(Verb.PRESENCE, reader.speaker(), topic);
    open(new Admission(reader, place, topic, start, isTold));
  }

  private record Admission(
      Reader reader, Object place, Topic topic, Start start, boolean wantsPresence) {}

  private void open(Admission admission) {
    streams
        .open(admission.topic)
        .thenCompose(stream -> verifyHead(stream, admission.start))
        .thenAccept(stream -> admit(stream, admission))
        .whenComplete((done, fault) -> logFault(fault));
  }

  private static void logFault(@Nullable Throwable fault) {
    if (fault != null) {
      LOG.log(System.Logger.Level.ERROR, "a subscription could not begin", Printable.fault(fault));
    }
  }

  /** A cursor after the head may be news from another server, so the store is asked first. */
  private CompletableFuture<Stream> verifyHead(Stream stream, Start start) {
    Cursor cursor = start.cursor();
    boolean isAhead = cursor != null && cursor.offset() > stream.head();
    return isAhead ? streams.refresh(stream) : CompletableFuture.completedFuture(stream);
  }

  private void admit(Stream stream, Admission admission) {
    Reader reader = admission.reader;
    Subscription subscription = new Subscription(reader, stream, pages, admission.wantsPresence);
    subscription.begin(admission.start);
    if (!stream.add(subscription)) {
      streams.forget(stream);
      open(admission);
      return;
    }
    attend(reader, subscription);
    if (reader.add(subscription, admission.place)) {
      attendAnew(reader, subscription); // who it is may have changed before it had this one
      reader.ring();
    } else {
      leave(reader, subscription);
    }
  }

  private void attend(Reader reader, Subscription subscription) {
    Stream stream = subscription.stream();
    if (!policies.of(stream.topic()).policy().hasPresence()) {
      return;
    }
    Person person = reader.speaker().person();
    subscription.attendAs(person);
    stream.withRoster(
        roster -> {
          switch (reader.attendance()) {
            case CONNECTION -> roster.enter(person, subscription);
            case LEASE -> roster.lease(person, System.nanoTime(), limits.lease());
            case NONE -> {}
          }
          return roster.version();
        });
  }

  void unsubscribe(Reader reader, Topic topic) {
    if (reader.release(topic)) {
      return;
    }
    Subscription subscription =
        reader
            .remove(topic)
            .orElseThrow(() -> Refusal.notFound("topic: not subscribed").exception());
    leave(reader, subscription);
  }

  void disconnect(Reader reader) {
    forget(reader);
    reader.end().forEach(subscription -> leave(reader, subscription));
  }

  private void forget(Reader reader) {
    synchronized (readers) {
      readers.remove(reader);
      readers.notifyAll();
    }
  }

  void close(int code, String reason) {
    readers.forEach(reader -> reader.close(code, reason));
  }

  private void leave(Reader reader, Subscription subscription) {
    Stream stream = subscription.stream();
    stream.remove(subscription);
    if (reader.attendance() == Attendance.LEASE) {
      attend(reader, subscription);
    } else {
      vacate(subscription);
    }
    policies.of(stream.topic()).consumer().disconnect(reader.speaker(), stream.topic());
  }

  /** Sends a reader away: it is told why, and closed soon even if it does not read. */
  void dismiss(Reader reader, Refusal refusal) {
    for (Subscription subscription : reader.subscriptions()) {
      reader.remove(subscription.topic()).ifPresent(s -> leave(reader, s));
    }
    reader.tell(new Event.Dismissed(refusal));
    threads.later(LAST_WORD, () -> reader.close(1008, refusal.detail()));
  }

  private static void vacate(Subscription subscription) {
    Person person = subscription.attending();
    if (person != null) {
      subscription.attendAs(null);
      subscription.stream()
          .withRoster(
              roster -> {
                roster.leave(person.user(), subscription);
                return roster.version();
              });
    }
  }

  /** Tells each to come back at a time of its own, and waits until all are gone, or so long. */
  void drain(Duration comeBackWithin, Duration patience) throws InterruptedException {
    spread = spread(comeBackWithin);
    readers.forEach(this::sayBye);
    long end = System.nanoTime() + patience.toNanos();
    synchronized (readers) {
      for (long left = end - System.nanoTime();
          !readers.isEmpty() && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(readers, Math.max(left, 1_000_000));
      }
    }
  }

  /** The more they are, the longer: the other servers take so many a second. */
  private Duration spread(Duration most) {
    Duration wanted = APART.multipliedBy(readers.size());
    Duration least = wanted.compareTo(LEAST_SPREAD) < 0 ? LEAST_SPREAD : wanted;
    return least.compareTo(most) < 0 ? least : most;
  }

  private void sayBye(Reader reader) {
    double millis = ThreadLocalRandom.current().nextDouble() * spread.toMillis();
    reader.tell(new Event.Bye("drain", Math.ceil(millis) / 1e3));
  }
}
