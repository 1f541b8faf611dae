package io.madang.exactly;

import io.madang.core.Attendance;
import io.madang.core.Hub;
import io.madang.core.Person;
import io.madang.core.Reader;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.history.Witness;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A client that stays at one server, where the others can see it. */
final class Sitter implements Runnable {

  private static final long STEP_NANOS = 1_000_000;

  private final World world;
  private final Hub hub;
  private final Client client;
  private final Witness witness;
  private final Random random;
  private final long until;

  /** A client that leaves after some time, or at the end of the world. */
  Sitter(World world, String name, Hub hub, Random random, Duration stay) {
    this.world = world;
    this.hub = hub;
    this.witness = world.history().witness(name);
    this.client = new Client(witness, world.topics());
    this.random = random;
    this.until = System.nanoTime() + stay.toNanos();
  }

  @Override
  public void run() {
    while (!isToLeave()) {
      connect();
    }
    if (!world.isOver()) {
      client.topics().forEach(topic -> witness.stopped(topic.name()));
    }
  }

  private boolean isToLeave() {
    return System.nanoTime() - until > 0 || world.isAtItsEnd() || world.hasAll(client);
  }

  private void connect() {
    StreamLine line = new StreamLine(client, hub, world, random, 0);
    Speaker speaker = new Speaker(new Person(witness.who(), witness.who()), false, true);
    Reader reader = hub.connect(speaker, line, Attendance.CONNECTION);
    witness.connected(world.hubs().indexOf(hub));
    for (Topic topic : client.topics()) {
      hub.subscribe(reader, topic, world.start(client, topic, false), true);
      witness.entered(topic.name());
    }
    line.begin(reader);
    while (!line.hasEnded() && !isToLeave()) {
      LockSupport.parkNanos(STEP_NANOS);
    }
    line.cut();
    client.topics().forEach(topic -> witness.left(topic.name()));
    witness.disconnected("cut");
  }
}
