package io.madang.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What every transport and protocol calls: publish, subscribe, signal, set and read state.
 *
 * <p>A refusal is a {@link RefusedException}, thrown at once or in the future. Futures complete on
 * threads of the core; what follows them must not block.
 *
 * <p>Threads: any.
 */
public final class Hub implements AutoCloseable {

  private final Streams streams;
  private final Readers readers;
  private final Writes writes;
  private final Reads reads;

  public Hub(HubParts parts) {
    Limits limits = parts.limits();
    Threads threads = parts.threads();
    Stores stores = new Stores(parts.durable(), parts.inMemory(), parts.policies());
    Deadline deadline = new Deadline(limits.publishTimeout(), threads.clock());
    this.streams = new Streams(stores, parts.layer(), threads, limits);
    this.readers = new Readers(parts, streams, new Pages(stores, threads, limits));
    this.writes = new Writes(parts, streams, deadline);
    this.reads = new Reads(parts, stores, streams, deadline);
    Clock steady = new SteadyClock(parts.clock(), System::nanoTime);
    new Housekeeping(threads, limits, parts.policies(), stores, streams, steady).start(writes);
  }

  /** A client has come; it hears nothing until it subscribes. */
  public Reader connect(Speaker speaker, Connection connection, Attendance attendance) {
    return readers.connect(speaker, connection, attendance);
  }

  /**
   * A client has proven who it is, or that it still is.
   *
   * @throws RefusedException {@code forbidden} when it is another than before
   */
  public void authenticate(Reader reader, Speaker speaker) {
    readers.authenticate(reader, speaker);
  }

  /** Policies or verdicts have changed: who may no longer be here, or read what it reads, goes. */
  public void review() {
    readers.reviewAll();
  }

  /** Begins to read a topic; the reader is told {@code subscribed} before its first message. */
  public void subscribe(Reader reader, Topic topic, Start start, boolean wantsPresence) {
    readers.subscribe(reader, topic, start, wantsPresence);
  }

  /** Reads a topic no more. */
  public void unsubscribe(Reader reader, Topic topic) {
    readers.unsubscribe(reader, topic);
  }

  /** The client is gone. May be called more than once. */
  public void disconnect(Reader reader) {
    readers.disconnect(reader);
  }

  /** Sends a client away: it is told why, and closed soon even if it does not read. */
  public void dismiss(Reader reader, Refusal refusal) {
    readers.dismiss(reader, refusal);
  }

  /** Ends all connections, as containers do not do for every transport when the WAR goes. */
  public void closeReaders(int code, String reason) {
    readers.close(code, reason);
  }

  /** Keeps a message; the result comes when it is committed. */
  public CompletableFuture<Kept.OfMessage> publish(
      Speaker speaker, Topic topic, String id, JsonObject body) {
    return writes.publish(speaker, topic, id, body);
  }

  /** Tells the topic's readers something that is not kept. */
  public void signal(Speaker speaker, Topic topic, JsonObject body) {
    writes.signal(speaker, topic, body);
  }

  /** Sets a key of the topic's state; the result comes when it is committed. */
  public CompletableFuture<StateValue> setState(
      Speaker speaker, Topic topic, String key, JsonValue value) {
    return writes.setState(speaker, topic, key, value);
  }

  /** What a topic is now. */
  public record TopicInfo(LogEnds ends, int online, TopicPolicy policy) {}

  /** Who is here, and which part of the log is kept. */
  public CompletableFuture<TopicInfo> info(Speaker speaker, Topic topic) {
    return reads.info(speaker, topic);
  }

  /** The newest messages before an offset, oldest first. */
  public CompletableFuture<Page> history(Speaker speaker, Topic topic, long before, int limit) {
    return reads.history(speaker, topic, before, limit);
  }

  /** A topic's state, and the epoch that its versions belong to. */
  public record TopicState(String epoch, List<StateValue> values) {}

  /** The newest value of each key. */
  public CompletableFuture<TopicState> state(Speaker speaker, Topic topic) {
    return reads.state(speaker, topic);
  }

  /** Topics of a namespace that were written to, and that the speaker may read. */
  public CompletableFuture<List<Topic>> topics(Speaker speaker, String namespace, int limit) {
    return reads.topics(speaker, namespace, limit);
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
        writes.waiting(),
        writes.messages(),
        writes.repeats(),
        writes.failures());
  }

  /**
   * The server goes away: each client is told to come back at a time of its own, the more clients
   * the longer, up to {@code comeBackWithin}, and its connection closes it. Waits until all are
   * gone, or for the patience.
   */
  public void drain(Duration comeBackWithin, Duration patience) throws InterruptedException {
    readers.drain(comeBackWithin, patience);
  }

  /** Commits what waits and stops. */
  @Override
  public void close() {
    streams.sayGoodbye();
    writes.close();
  }
}
