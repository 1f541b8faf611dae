package io.madang.layer.redis;

import java.util.function.Supplier;
import redis.clients.jedis.Protocol;

/**
 * The line to the other servers for one group of channels: ears, a voice, and who else is there.
 *
 * <p>With plain pub/sub there is one group, with sharded pub/sub one for each shard.
 *
 * <p>Threads: any.
 */
final class Line implements AutoCloseable {

  private static final String CONTROL = "servers";
  private static final String TOPIC = "topic:";

  private final String control;
  private final String topics;
  private final Peers peers;
  private final Teller teller;
  private final Ears ears;

  /** Who hears of topics; called on a thread of the line's. */
  interface Listener {
    void heard(String topic, String text);

    /** The topic is listened to from now on. */
    void joined(String topic);
  }

  Line(RedisPlace place, int group, String id, Listener listener) {
    this.control = place.prefix(group) + CONTROL;
    this.topics = place.prefix(group) + TOPIC;
    this.peers = new Peers(id);
    this.teller =
        new Teller(
            () -> place.connect(group),
            place.isSharded() ? Protocol.Command.SPUBLISH : Protocol.Command.PUBLISH);
    this.ears =
        new Ears(
            () -> place.connect(group),
            place.isSharded() ? Session.Sharded::new : Session.Plain::new,
            control,
            new Heard(listener),
            () -> teller.tell(control, peers::beat));
  }

  private final class Heard implements Ears.Listener {

    private final Listener listener;

    Heard(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void heard(String channel, String text) {
      if (channel.equals(control)) {
        peers.hear(text, System.nanoTime());
      } else {
        listener.heard(channel.substring(topics.length()), text);
      }
    }

    @Override
    public void joined(String channel) {
      if (!channel.equals(control)) {
        listener.joined(channel.substring(topics.length()));
      }
    }

    @Override
    public void lost() {
      teller.hangUp();
    }
  }

  void join(String topic) {
    ears.want(topics + topic);
  }

  void leave(String topic) {
    ears.leave(topics + topic);
  }

  /** Rings soon; the text is written when its turn comes. */
  void tell(String topic, Supplier<String> text) {
    teller.tell(topics + topic, text);
  }

  /** Whether what rings is heard, as far as is known now. */
  boolean isUp() {
    return ears.hears() && peers.areAllHeard(System.nanoTime());
  }

  @Override
  public void close() {
    teller.tell(control, peers::farewell);
    teller.close();
    ears.close();
  }
}
