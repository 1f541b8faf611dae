package io.madang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * All connections of one run, and what they see.
 *
 * <p>Publishers and idle readers listen to a second topic, where nothing is said, so that a message
 * is delivered to the readers and to nobody else.
 *
 * <p>Threads: one; the figures may be asked after {@link #close}.
 */
final class Connections implements AutoCloseable {

  private final Troubles troubles = new Troubles();
  private final Acks acks = new Acks(troubles);
  private final List<ReadLoop> loops = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final ReadLoop stopping = new ReadLoop("stopping-loop");

  Connections(int threads) throws IOException {
    for (int i = 0; i < threads; i++) {
      loops.add(new ReadLoop("read-loop-" + i));
    }
  }

  /** Opens every connection that the options ask for. */
  void open(Options options) throws IOException {
    loops.forEach(ReadLoop::start);
    stopping.start();
    Dialer dialer = new Dialer(options.url, options.perAddress);
    String quiet = options.topic + "-quiet";
    String run = UUID.randomUUID().toString().substring(0, 8);
    for (int i = 0; i < options.publishers(); i++) {
      Wire wire = dialer.dial(quiet, options.key, acks);
      add(loops.get(0), wire);
      publishers.add(new Publisher(wire, options.topic, run, options.payloadBytes));
    }
    for (int i = 0; i < options.idle; i++) {
      listen(dialer, quiet);
    }
    for (int i = 0; i < options.readers - options.stopped; i++) {
      readers.add(listen(dialer, options.topic));
    }
    for (int i = 0; i < options.stopped; i++) {
      Reader reader = stopping.newReader(troubles);
      readers.add(reader);
      add(stopping, dialer.dialNarrow(options.topic, reader));
    }
  }

  int size() {
    return wires.size();
  }

  /** Says whether the server has subscribed them all. */
  boolean areSubscribed() {
    long listening = tallies().stream().mapToLong(Tally::subscribed).sum();
    return listening + stopping.tally().subscribed() + acks.subscribed() == size();
  }

  /** Says whether all that was published is answered, and delivered to every reader. */
  boolean areDoneWith(long published) {
    return acks.answered() >= published && delivered() >= acks.acked() * readers.size();
  }

  void measure(Window window) {
    acks.measure(window);
    tallies().forEach(tally -> tally.measure(window));
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

  Acks acks() {
    return acks;
  }

  Troubles troubles() {
    return troubles;
  }

  /** Returns how many deliveries of acked messages never came; to be asked after the close. */
  long undelivered() {
    return readers.stream()
        .mapToLong(reader -> Math.max(0, acks.head() - reader.position().offset()))
        .sum();
  }

  /** Says whether every promise was kept; to be asked after the close. */
  boolean isSound() {
    return troubles.isNone() && undelivered() == 0;
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

  private Reader listen(Dialer dialer, String topic) throws IOException {
    ReadLoop loop = loops.get(wires.size() % loops.size());
    Reader reader = loop.newReader(troubles);
    add(loop, dialer.dial(topic, "", reader));
    return reader;
  }

  private void add(ReadLoop loop, Wire wire) {
    wires.add(wire);
    loop.add(wire);
  }
}
