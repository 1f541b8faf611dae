package io.madang.exactly;

import io.madang.core.Cursor;
import io.madang.core.Hub;
import io.madang.core.Kept;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A publisher that tries again with the same id, through either server, until it has the ack. */
final class Author implements Callable<Map<Topic, Map<String, Cursor>>> {

  private static final double ACK_LOST = 0.1;
  private static final long PAUSE_NANOS = 200_000;

  private final World world;
  private final String name;
  private final Random random;
  private final Map<Topic, Map<String, Cursor>> acks = new HashMap<>();

  Author(World world, String name, Random random) {
    this.world = world;
    this.name = name;
    this.random = random;
  }

  @Override
  public Map<Topic, Map<String, Cursor>> call() {
    for (int n = 1; !world.isOver(); n++) {
      Topic topic = world.topics().get(random.nextInt(world.topics().size()));
      publish(topic, name + "-" + n);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return acks;
  }

  private void publish(Topic topic, String id) {
    while (!tryOnce(topic, id)) {}
  }

  private boolean tryOnce(Topic topic, String id) {
    List<Hub> hubs = world.hubs();
    Hub hub = hubs.get(random.nextInt(hubs.size()));
    Speaker speaker = new Speaker(new Person(name, name), false, true);
    try {
      Kept.OfMessage kept = hub.publish(speaker, topic, id, JsonValue.EMPTY_JSON_OBJECT).join();
      return acked(kept.message());
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedException) {
        return false;
      }
      throw e;
    }
  }

  private boolean acked(Message message) {
    Cursor before =
        acks.computeIfAbsent(message.topic(), t -> new HashMap<>())
            .putIfAbsent(message.id(), message.cursor());
    if (before != null && !before.equals(message.cursor()) && world.isLasting(message.topic())) {
      throw new AssertionError(message.id() + " was acked at " + before + " and at " + message);
    }
    return random.nextDouble() >= ACK_LOST;
  }
}
