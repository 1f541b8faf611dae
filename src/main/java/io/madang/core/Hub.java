package io.madang.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every transport and protocol calls: publish, subscribe, signal, set and read state.
 *
 * <p>A refusal is a {@link RefusedException}, thrown at once or in the future. Futures complete on
 * threads of the core; what follows them must not block.
 *
 * <p>Threads: any.
 */
public final class Hub implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Hub.class.getName());
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final Policies policies;
  private final Stores stores;
  private final PublishGate gate;
  private final Limits limits;
  private final Threads threads;
  private final Streams streams;
  private final Pages pages;
  private final Writer durableWriter;
  private final Writer memoryWriter;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final LongAdder messages = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder failures = new LongAdder();

  public Hub(HubParts parts) {
    this.policies = parts.policies();
    this.gate = parts.gate();
    this.limits = parts.limits();
    this.threads = parts.threads();
    this.stores = new Stores(parts.durable(), parts.inMemory(), policies);
    this.streams = new Streams(stores, parts.layer(), threads, limits);
    this.pages = new Pages(stores, threads, limits);
    this.durableWriter = new Writer(parts.durable(), limits, this::tellReaders, this::doubt);
    this.memoryWriter = new Writer(parts.inMemory(), limits, this::tellReaders, this::doubt);
    startClock();
  }

  private void startClock() {
    every(
        Duration.ofMillis(250),
        () -> {
          durableWriter.expire(limits.publishTimeout());
          memoryWriter.expire(limits.publishTimeout());
        });
    every(Duration.ofSeconds(1), streams::expireLeases);
    every(Duration.ofSeconds(5), streams::closeIdle);
    policies.all().stream()
        .map(policy -> new SafeTask(() -> trim(policy)))
        .forEach(task -> every(limits.trimEvery(), () -> threads.catchUp().execute(task)));
    if (!limits.headCheck().isZero()) {
      every(limits.headCheck(), streams::checkHeads);
    }
  }

  private void every(Duration period, Runnable task) {
    Runnable safe = new SafeTask(task);
    threads
        .clock()
        .scheduleWithFixedDelay(safe, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  // Readers.

  /** A client has come; it hears nothing until it subscribes. */
  public Reader connect(Speaker speaker, Connection connection, Attendance attendance) {
    Reader reader = new Reader(speaker, connection, attendance, threads.lanes(), limits);
    readers.add(reader);
    return reader;
  }

  /** Begins to read a topic; the reader is told {@code subscribed} before its first message. */
  public void subscribe(Reader reader, Topic topic, Start start, boolean wantsPresence) {
    Application application = check(TopicPolicy.Verb.READ, reader.speaker(), topic);
    application.consumer().connect(reader.speaker(), topic);
    Object place = reader.reserve(topic);
    boolean isTold = wantsPresence && application.policy().hasPresence();
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
      LOG.log(System.Logger.Level.ERROR, "a subscription could not begin", fault);
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

  /** Reads a topic no more. */
  public void unsubscribe(Reader reader, Topic topic) {
    if (reader.release(topic)) {
      return;
    }
    Subscription subscription =
        reader
            .remove(topic)
            .orElseThrow(() -> Refusal.notFound("topic: not subscribed").exception());
    leave(reader, subscription);
  }

  /** The client is gone. May be called more than once. */
  public void disconnect(Reader reader) {
    forget(reader);
    reader.end().forEach(subscription -> leave(reader, subscription));
  }

  private void forget(Reader reader) {
    synchronized (readers) {
      readers.remove(reader);
      readers.notifyAll();
    }
  }

  /** Ends all connections, as containers do not do for every transport when the WAR goes. */
  public void closeReaders(int code, String reason) {
    readers.forEach(reader -> reader.close(code, reason));
  }

  private void leave(Reader reader, Subscription subscription) {
    Stream stream = subscription.stream();
    stream.remove(subscription);
    if (reader.attendance() == Attendance.LEASE) {
      attend(reader, subscription);
    } else {
      stream.withRoster(
          roster -> {
            roster.leave(reader.speaker().person().user(), subscription);
            return roster.version();
          });
    }
    policies.of(stream.topic()).consumer().disconnect(reader.speaker(), stream.topic());
  }

  // Writing.

  /** Keeps a message; the result comes when it is committed. */
  public CompletableFuture<Kept.OfMessage> publish(
      Speaker speaker, Topic topic, String id, JsonObject body) {
    Application application = check(TopicPolicy.Verb.PUBLISH, speaker, topic);
    Names.checkKey("id", id);
    passGate(speaker);
    JsonObject accepted = application.consumer().receive(speaker, topic, body);
    Draft draft = new Draft.NewMessage(topic, speaker.person(), id, JsonText.of(accepted));
    return writer(application).submit(draft).thenApply(Kept.OfMessage.class::cast);
  }

  /** Tells the topic's readers something that is not kept. */
  public void signal(Speaker speaker, Topic topic, JsonObject body) {
    check(TopicPolicy.Verb.SIGNAL, speaker, topic);
    passGate(speaker);
    Signal signal = new Signal(topic, speaker.person(), JsonText.of(body));
    streams.peek(topic).ifPresent(stream -> stream.accept(signal));
    streams.tellOthers(topic, new Bell.Signalled(signal));
  }

  /** Sets a key of the topic's state; the result comes when it is committed. */
  public CompletableFuture<StateValue> setState(
      Speaker speaker, Topic topic, String key, JsonValue value) {
    Application application = check(TopicPolicy.Verb.STATE, speaker, topic);
    Names.checkKey("key", key);
    passGate(speaker);
    Draft draft = new Draft.NewState(topic, key, JsonText.of(value));
    return openInTime(topic)
        .thenCompose(
            stream -> {
              if (!stream.hasRoomFor(key, limits.stateKeys())) {
                throw Refusal.badRequest("key: the limit is " + limits.stateKeys() + " keys")
                    .exception();
              }
              return writer(application).submit(draft);
            })
        .thenApply(kept -> ((Kept.OfState) kept).value());
  }

  /** A stream opens when the store is back, however late; who writes does not wait for that. */
  private CompletableFuture<Stream> openInTime(Topic topic) {
    return inTime(streams.open(topic).copy());
  }

  private <T> CompletableFuture<T> inTime(CompletableFuture<T> result) {
    return result
        .orTimeout(limits.publishTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            fault -> {
              throw fault instanceof TimeoutException
                  ? Refusal.unavailable("the store did not answer in time", COME_BACK).exception()
                  : new CompletionException(fault);
            });
  }

  private Application check(TopicPolicy.Verb verb, Speaker speaker, Topic topic) {
    policies.check(verb, speaker, topic);
    return policies.of(topic);
  }

  private void passGate(Speaker speaker) {
    Duration wait = gate.tryPass(speaker);
    if (!wait.isZero()) {
      throw Refusal.rateLimited("too many publishes a second for one user", wait).exception();
    }
  }

  private Writer writer(Application application) {
    return application.policy().isDurable() ? durableWriter : memoryWriter;
  }

  /**
   * After the commit, on the writer's thread: the messages enter the streams, and the bells ring.
   */
  private void tellReaders(List<Kept> kept) {
    Map<Topic, List<Message>> news = new LinkedHashMap<>();
    for (Kept one : kept) {
      if (one instanceof Kept.OfMessage m && m.isRepeat()) {
        repeats.increment();
      } else if (one instanceof Kept.OfMessage m) {
        messages.increment();
        news.computeIfAbsent(m.message().topic(), t -> new java.util.ArrayList<>())
            .add(m.message());
      } else if (one instanceof Kept.OfState s) {
        StateValue value = s.value();
        streams.accept(value);
        streams.tellOthers(value.topic(), new Bell.Changed(value));
      }
    }
    news.forEach(
        (topic, messages) -> {
          streams.accept(topic, messages);
          streams.tellOthers(topic, new Bell.Grown(List.copyOf(messages)));
        });
  }

  /** Nobody knows whether the last write to this topic happened: the store will tell. */
  private void doubt(Topic topic) {
    failures.increment();
    streams.peek(topic).ifPresent(streams::refresh);
  }

  // Reading once.

  /** What a topic is now. */
  public record TopicInfo(LogEnds ends, int online, TopicPolicy policy) {}

  /** Who is here, and which part of the log is kept. */
  public CompletableFuture<TopicInfo> info(Speaker speaker, Topic topic) {
    TopicPolicy policy = check(TopicPolicy.Verb.READ, speaker, topic).policy();
    int online = streams.peek(topic).map(s -> s.withRoster(Roster::size)).orElse(0);
    return read(topic, store -> new TopicInfo(store.ends(topic), online, policy));
  }

  /** The newest messages before an offset, oldest first. */
  public CompletableFuture<Page> history(Speaker speaker, Topic topic, long before, int limit) {
    check(TopicPolicy.Verb.READ, speaker, topic);
    return read(topic, store -> store.readBefore(topic, before, limit, HISTORY_BYTES));
  }

  private static final int HISTORY_BYTES = 4 << 20;

  /** A topic's state, and the epoch that its versions belong to. */
  public record TopicState(String epoch, List<StateValue> values) {}

  /** The newest value of each key. */
  public CompletableFuture<TopicState> state(Speaker speaker, Topic topic) {
    check(TopicPolicy.Verb.READ, speaker, topic);
    return read(topic, store -> new TopicState(store.ends(topic).epoch(), store.state(topic)));
  }

  /** Topics of a namespace that were written to. */
  public CompletableFuture<List<Topic>> topics(String namespace, int limit) {
    return read(new Topic(namespace), store -> store.topics(namespace, limit));
  }

  private <T> CompletableFuture<T> read(Topic topic, Function<MessageStore, T> look) {
    MessageStore store = stores.of(topic);
    return inTime(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return look.apply(store);
              } catch (StoreException e) {
                throw Refusal.unavailable("the store is not available", COME_BACK).exception();
              }
            },
            threads.catchUp()));
  }

  // Keeping house.

  private void trim(TopicPolicy policy) {
    stores
        .of(policy)
        .trim(policy.namespace(), policy.retention(), Instant.now())
        .forEach((topic, ends) -> streams.peek(topic).ifPresent(stream -> stream.learn(ends)));
  }

  /** What the hub holds, for metrics. */
  public record Gauges(
      int streams,
      long tailBytes,
      int waitingPublishes,
      long messages,
      long repeats,
      long failures) {}

  public Gauges gauges() {
    return new Gauges(
        streams.all().size(),
        streams.tailBytes(),
        durableWriter.waiting() + memoryWriter.waiting(),
        messages.sum(),
        repeats.sum(),
        failures.sum());
  }

  /**
   * The server goes away: each client is told to come back after some seconds, not all at once, and
   * its connection closes it. Waits until all are gone, or for the patience.
   */
  public void drain(Duration comeBackWithin, Duration patience) throws InterruptedException {
    for (Reader reader : readers) {
      double seconds = ThreadLocalRandom.current().nextDouble() * comeBackWithin.toMillis() / 1e3;
      reader.tell(new Event.Bye("drain", Math.ceil(seconds * 10) / 10));
    }
    long end = System.nanoTime() + patience.toNanos();
    synchronized (readers) {
      for (long left = end - System.nanoTime();
          !readers.isEmpty() && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(readers, Math.max(left, 1_000_000));
      }
    }
  }

  /** Commits what waits and stops. */
  @Override
  public void close() {
    durableWriter.close();
    memoryWriter.close();
  }
}
