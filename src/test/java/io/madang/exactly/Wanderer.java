package io.madang.exactly;

import io.madang.core.Attendance;
import io.madang.core.Hub;
import io.madang.core.Person;
import io.madang.core.Reader;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client that goes from transport to transport and from server to server with its cursors. */
final class Wanderer implements Callable<Client> {

  private static final long STEP_NANOS = 1_000_000;
  private static final long AWAY_NANOS = 200_000_000;

  private final World world;
  private final Client client;
  private final Random random;

  Wanderer(World world, String name, Random random) {
    this.world = world;
    this.client = new Client(name, world.topics());
    this.random = random;
  }

  @Override
  public Client call() {
    while (!world.isOver()) {
      long steps = random.nextLong(1, 80);
      connectUntil(new Countdown(steps));
      if (random.nextInt(5) == 0) {
        LockSupport.parkNanos(random.nextLong(AWAY_NANOS));
      }
    }
    for (int tries = 0; tries < 200 && !hasAll(); tries++) {
      connectUntil(new Countdown(300).or(this::hasAll));
    }
    return client;
  }

  /** Whether it stands at the head of all topics, for good. */
  boolean hasAll() {
    return world.isQuiet()
        && client.topics().stream()
            .allMatch(topic -> client.isAt(topic, world.store(topic).ends(topic).headCursor()));
  }

  private void connectUntil(Countdown end) {
    List<Hub> hubs = world.hubs();
    Hub hub = hubs.get(random.nextInt(hubs.size()));
    Line line =
        random.nextBoolean()
            ? new StreamLine(client, hub, world.clock(), random)
            : new PollLine(client, hub, random);
    Speaker speaker = new Speaker(new Person("reader", "reader"), false, false);
    Reader reader = hub.connect(speaker, line, Attendance.NONE);
    for (Topic topic : client.topics()) {
      hub.subscribe(reader, topic, client.start(topic), false);
    }
    line.begin(reader);
    while (!line.hasEnded() && !end.isReached()) {
      LockSupport.parkNanos(STEP_NANOS);
    }
    line.cut();
  }

  /** So many looks, or something that comes before. */
  private static final class Countdown {
    private final BooleanSupplier other;
    private long steps;

    Countdown(long steps) {
      this(steps, () -> false);
    }

    private Countdown(long steps, BooleanSupplier other) {
      this.steps = steps;
      this.other = other;
    }

    Countdown or(BooleanSupplier event) {
      return new Countdown(steps, event);
    }

    boolean isReached() {
      return steps-- <= 0 || other.getAsBoolean();
    }
  }
}
