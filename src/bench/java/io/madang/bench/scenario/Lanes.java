package io.madang.bench.scenario;

import io.madang.bench.AckReader;
import io.madang.bench.Acks;
import io.madang.bench.Dialect;
import io.madang.bench.Dialects;
import io.madang.bench.Dialer;
import io.madang.bench.Histogram;
import io.madang.bench.Outbox;
import io.madang.bench.Publisher;
import io.madang.bench.ReadLoop;
import io.madang.bench.Ticks;
import io.madang.bench.Topic;
import io.madang.bench.Troubles;
import io.madang.bench.Window;
import io.madang.bench.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Many publishers at once: evenly, by absolute time, or as fast as acks come back.
 *
 * <p>They listen to a topic where nothing is said, so that the server delivers nothing.
 *
 * <p>Threads: one, beside the read loop that takes the acks.
 */
final class Lanes implements AutoCloseable {

  private static final int PER_ADDRESS = 150;
  private static final long TICK_NANOS = 500_000;
  private static final long IDS_A_TICK = 100_000;
  private static final double PATIENCE_SECONDS = 20;

  private final PublishOptions options;
  private final Troubles troubles = new Troubles();
  private final ReadLoop loop = new ReadLoop("acks");
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();

  Lanes(PublishOptions options, URI url, String key) throws IOException {
    this.options = options;
    Dialer dialer = new Dialer(url, PER_ADDRESS);
    String run = UUID.randomUUID().toString().substring(0, 8);
    loop.start();
    for (int i = 0; i < options.publishers; i++) {
      Topic topic = new Topic("chat/publish-" + i % options.topics, 1);
      Dialect words = Dialects.MADANG.publisher(topic.name(), "chat/quiet", key, run);
      Acks acks = new Acks();
      Wire wire = dialer.dial(words, new AckReader(words, name -> topic, acks, troubles));
      wires.add(wire);
      loop.add(wire);
      lanes.add(
          new Lane(
              new Publisher(new Outbox(wire), words, topic, i, options.payloadBytes),
              acks,
              options.inFlight));
    }
    await(() -> lanes.stream().allMatch(lane -> lane.acks().subscribed() > 0));
  }

  /** Publishes as many messages as go until then, and waits for their acks. */
  void rush(long untilNanos) {
    publish(untilNanos, 0);
  }

  /** Publishes at the rate asked for until the end of the window, and waits for the acks. */
  void publish(Window window) {
    lanes.forEach(lane -> lane.acks().measure(window));
    publish(window.toNanos(), options.rate);
  }

  private void publish(long untilNanos, double rate) {
    long start = Ticks.now();
    lanes.forEach(Lane::begin);
    for (long now = start; now < untilNanos && troubles.isNone(); now = Ticks.now()) {
      publishDue(start, rate, now);
      Ticks.waitUntil(now + TICK_NANOS);
    }
    await(
        () -> {
          if (rate > 0) {
            publishDue(start, rate, untilNanos - 1);
          }
          return lanes.stream().allMatch(Lane::isAnswered);
        });
  }

  /** Returns how many acks have come until now. */
  long acked() {
    return lanes.stream().mapToLong(lane -> lane.acks().acked()).sum();
  }

  long sent() {
    return lanes.stream().mapToLong(Lane::sent).sum();
  }

  /** Returns how long acks took in the window; to be asked after the close. */
  Histogram latency() {
    Histogram all = new Histogram();
    lanes.forEach(lane -> all.add(lane.acks().latency()));
    return all;
  }

  Troubles troubles() {
    return troubles;
  }

  @Override
  public void close() throws IOException {
    loop.close();
    wires.forEach(Wire::close);
  }

  private void publishDue(long start, double rate, long now) {
    for (int i = 0; i < lanes.size(); i++) {
      int index = i;
      try {
        lanes.get(i).publishDue(n -> due(start, rate, n * lanes.size() + index, now), now);
      } catch (IOException e) {
        troubles.closed("publisher: " + e.getMessage());
      }
    }
  }

  /** Without a rate whatever may be sent is due now, but for what makes an id of each. */
  private static long due(long start, double rate, long number, long now) {
    return rate > 0 ? start + Ticks.ofSeconds(number / rate) : now - number % IDS_A_TICK;
  }

  private void await(BooleanSupplier condition) {
    long limit = Ticks.now() + Ticks.ofSeconds(PATIENCE_SECONDS);
    while (!condition.getAsBoolean() && Ticks.now() < limit && troubles.isNone()) {
      Ticks.waitUntil(Ticks.now() + TICK_NANOS);
    }
  }
}
