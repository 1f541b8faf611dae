package io.madang.exactly;

import io.madang.core.Attendance;
import io.madang.core.Hub;
import io.madang.core.Person;
import io.madang.core.Reader;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client that goes from transport to transport and from server to server with its cursors. */
final class Wanderer implements Runnable {

  private static final long STEP_NANOS = 1_000_000;
  private static final double CUT = 0.02;
  private static final long AWAY_NANOS = 200_000_000;

  private final World world;
  private final Client client;
  private final Random random;
  private boolean wasStream;

  Wanderer(World world, String name, Random random) {
    this.world = world;
    this.client = new Client(world.history().witness(name), world.topics());
    this.random = random;
  }

  @Override
  public void run() {
    while (!world.isOver()) {
      long steps = random.nextLong(1, 80);
      connectUntil(new Countdown(steps));
      if (random.nextInt(5) == 0) {
        LockSupport.parkNanos(random.nextLong(AWAY_NANOS));
      }
    }
    while (!world.hasAll(client) && !world.isAtItsEnd()) {
      connectUntil(new Countdown(300).or(() -> world.hasAll(client)));
    }
  }

  private void connectUntil(Countdown end) {
    List<Hub> hubs = world.hubs();
    Hub hub = hubs.get(random.nextInt(hubs.size()));
    boolean isStream = random.nextBoolean();
    Line line =
        isStream
            ? new StreamLine(client, hub, world, random, CUT)
            : new PollLine(client, hub, world, random);
    Speaker speaker = new Speaker(new Person("reader", "reader"), false, false);
    Reader reader = hub.connect(speaker, line, Attendance.NONE);
    for (Topic topic : client.topics()) {
      hub.subscribe(reader, topic, world.start(client, topic, isStream != wasStream), false);
    }
    wasStream = isStream;
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
