package io.madang.exactly;

import io.madang.core.Hub;
import io.madang.core.Person;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.history.Witness;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A publisher that tries again with the same id, through either server, until it has the ack. */
final class Author implements Runnable {

  private static final double ACK_LOST = 0.1;

  private final World world;
  private final Witness witness;
  private final Random random;
  private final Speaker speaker;

  Author(World world, String name, Random random) {
    this.world = world;
    this.witness = world.history().witness(name);
    this.random = random;
    this.speaker = new Speaker(new Person(name, name), false, true);
  }

  @Override
  public void run() {
    for (int n = 1; !world.isOver(); n++) {
      Topic topic = world.topics().get(random.nextInt(world.topics().size()));
      publish(topic, witness.who() + "-" + n);
      LockSupport.parkNanos(world.pauseNanos());
    }
  }

  private void publish(Topic topic, String id) {
    JsonObject body = Json.createObjectBuilder().add("text", id + " in " + topic.name()).build();
    while (!tryOnce(topic, id, body)) {}
  }

  private boolean tryOnce(Topic topic, String id, JsonObject body) {
    List<Hub> hubs = world.hubs();
    Hub hub = hubs.get(random.nextInt(hubs.size()));
    witness.publishes(topic.name(), id, body.toString());
    try {
      var kept = hub.publish(speaker, topic, id, body).join();
      world.countAck();
      witness.acked(topic.name(), id, kept.message().cursor().toString());
      return random.nextDouble() >= ACK_LOST;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        witness.unknown(topic.name(), id, refused.refusal().code().wire());
        return false;
      }
      throw e;
    }
  }
}
