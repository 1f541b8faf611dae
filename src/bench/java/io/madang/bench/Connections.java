package io.madang.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All connections of one run, and what they see.
 *
 * <p>Where one has to listen, publishers and idle readers do so to a topic where nothing is said,
 * so that a message is delivered to the readers and to nobody else.
 *
 * <p>Threads: one; the figures may be asked after {@link #close}.
 */
final class Connections implements AutoCloseable {

  private final Dialects dialect;
  private final Troubles troubles = new Troubles();
  private final Acks acks = new Acks();
  private final List<Topic> topics = new ArrayList<>();
  private final List<ReadLoop> loops = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Outbox> outboxes = new ArrayList<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final ReadLoop stopping = new ReadLoop("stopping-loop");

  /** Of who listens to the other server, if there is one: also one of the loops. */
  private final ReadLoop other = new ReadLoop("other-loop");

  private final int threads;

  Connections(Options options) throws IOException {
    dialect = options.dialect;
    for (int i = 0; i < options.topics; i++) {
      topics.add(new Topic(options.topics > 1 ? options.topic + i : options.topic, options.topics));
    }
    threads = options.threads;
    for (int i = 0; i < threads; i++) {
      loops.add(new ReadLoop("read-loop-" + i));
    }
    if (options.otherUrl != null) {
      loops.add(other);
    }
  }

  /** Opens every connection that the options ask for. */
  void open(Options options) throws IOException {
    loops.forEach(ReadLoop::start);
    stopping.start();
    Dialer dialer = new Dialer(options.url, options.perAddress);
    openPublishers(dialer, options);
    for (int i = 0; i < options.idle; i++) {
      listen(dialer, new Topic(quiet(options), 1));
    }
    URI otherUrl = options.otherUrl == null ? options.url : options.otherUrl;
    Dialer otherDialer = new Dialer(otherUrl, options.perAddress);
    for (int i = 0; i < options.readers; i++) {
      Topic topic = topics.get(i % topics.size());
      topic.countReader();
      if (i % 2 == 1 && options.otherUrl != null) {
        readers.add(listen(otherDialer, topic, other));
      } else if (i >= options.readers - options.stopped) {
        readers.add(listenNarrowly(dialer, topic));
      } else {
        readers.add(listen(dialer, topic));
      }
    }
  }

  private void openPublishers(Dialer dialer, Options options) throws IOException {
    String run = UUID.randomUUID().toString().substring(0, 8);
    Map<String, Topic> byName = new HashMap<>();
    topics.forEach(topic -> byName.put(topic.name(), topic));
    int publishing = options.publishers();
    for (int i = 0; i < Math.max(publishing, topics.size()); i++) {
      Topic topic = topics.get(i % topics.size());
      Dialect words = dialect.publisher(topic.name(), quiet(options), options.key, run);
      if (i < publishing || !words.speaksAnywhere()) {
        AckReader reader =
            new AckReader(words, name -> name.isEmpty() ? topic : byName.get(name), acks, troubles);
        Wire wire = dialer.dial(words, reader);
        add(loops.get(0), wire);
        outboxes.add(new Outbox(wire));
      }
      Outbox outbox = outboxes.get(i % outboxes.size());
      publishers.add(new Publisher(outbox, words, topic, i, options.payloadBytes));
    }
  }

  private static String quiet(Options options) {
    return options.topic + "-quiet";
  }

  int size() {
    return wires.size();
  }

  /** Says whether the server has subscribed them all. */
  boolean areSubscribed() {
    long listening = tallies().stream().mapToLong(Tally::subscribed).sum();
    return listening + stopping.tally().subscribed() + acks.subscribed() == size();
  }

  /** Lets each topic's readers hear something, where no server tells them that they listen. */
  void probe() throws IOException {
    for (Publisher publisher : publishers.subList(0, Math.min(topics.size(), publishers.size()))) {
      publisher.probe();
    }
  }

  /** Says whether it takes probes to know who listens. */
  boolean needProbes() {
    return !dialect.reader("").tellsJoined();
  }

  boolean haveAcks() {
    return dialect.publisher("", "", "", "").acks();
  }

  /** Says whether messages are numbered by a log, so that none may be missing. */
  boolean haveLog() {
    return dialect.reader("").hasLog();
  }

  /** Says whether all that was published is answered, and delivered to every reader. */
  boolean areDoneWith(long published) {
    long expected = topics.stream().mapToLong(topic -> topic.expected(haveLog())).sum();
    return (!haveLog() || acks.answered() >= published) && delivered() >= expected;
  }

  void measure(Window window) {
    acks.measure(window);
    tallies().forEach(tally -> tally.measure(window));
  }

  /** Returns one for each connection that publishes. */
  List<Outbox> outboxes() {
    return outboxes;
  }

  List<Publisher> publishers() {
    return publishers;
  }

  /** Those who are to stop read nothing more. */
  void stop() {
    stopping.pause();
  }

  /** They read on. */
  void goOn() {
    stopping.resume();
  }

  /** Returns what those saw who never stop. */
  List<Tally> tallies() {
    return loops.stream().map(ReadLoop::tally).toList();
  }

  /** Returns what those saw who listen to the other server. */
  Tally otherTally() {
    return other.tally();
  }

  Acks acks() {
    return acks;
  }

  Troubles troubles() {
    return troubles;
  }

  /** Returns how many deliveries that there had to be never came; to be asked after the close. */
  long undelivered() {
    return readers.stream().mapToLong(Reader::missing).sum();
  }

  /** Says whether every promise was kept, if there was one; to be asked after the close. */
  boolean isSound() {
    return !haveLog() || (troubles.isNone() && undelivered() == 0);
  }

  /** Stops reading, then closes every connection. */
  @Override
  public void close() throws IOException {
    for (ReadLoop loop : loops) {
      loop.close();
    }
    stopping.close();
    wires.forEach(Wire::close);
  }

  private long delivered() {
    long heard = tallies().stream().mapToLong(Tally::delivered).sum();
    return heard + stopping.tally().delivered();
  }

  private Reader listen(Dialer dialer, Topic topic) throws IOException {
    return listen(dialer, topic, loops.get(wires.size() % threads));
  }

  private Reader listen(Dialer dialer, Topic topic, ReadLoop loop) throws IOException {
    Dialect words = dialect.reader(topic.name());
    Reader reader = loop.newReader(words, topic, troubles);
    add(loop, dialer.dial(words, reader));
    return reader;
  }

  private Reader listenNarrowly(Dialer dialer, Topic topic) throws IOException {
    Dialect words = dialect.reader(topic.name());
    Reader reader = stopping.newReader(words, topic, troubles);
    add(stopping, dialer.dialNarrow(words, reader));
    return reader;
  }

  private void add(ReadLoop loop, Wire wire) {
    wires.add(wire);
    loop.add(wire);
  }
}
