package io.madang.layer.redis;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Topic;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A layer over Redis pub/sub: each topic that somebody reads here is a channel that this server
 * listens to. Nothing is stored in Redis, so it may be lost or emptied at any time.
 *
 * <p>Threads: any. Bells are heard on one thread of the layer's.
 */
public final class RedisLayer implements ChannelLayer {

  private static final String CONTROL = "servers";
  private static final String TOPIC = "topic:";

  private final String id = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
  private final Map<Topic, Set<Channel>> groups = new ConcurrentHashMap<>();
  private final BellText texts = new BellText();
  private final Peers peers = new Peers(id);
  private final RedisPlace place;
  private final Teller teller;
  private final Ears ears;

  /** Connects, now or as soon as Redis is there. */
  public RedisLayer(RedisPlace place) {
    this.place = place;
    this.teller = new Teller(place);
    this.ears = new Ears(place, place.channel(CONTROL), new Listener(), this::beat);
  }

  private void beat() {
    teller.tell(place.channel(CONTROL), peers::beat);
  }

  private final class Listener implements Ears.Listener {

    @Override
    public void heard(String channel, String text) {
      if (channel.equals(place.channel(CONTROL))) {
        peers.hear(text, System.nanoTime());
        return;
      }
      Topic topic = topic(channel);
      texts
          .read(topic, text)
          .filter(heard -> !heard.from().equals(id))
          .ifPresent(heard -> channels(topic).forEach(c -> c.hear(topic, heard.bell())));
    }

    @Override
    public void joined(String channel) {
      if (channel.equals(place.channel(CONTROL))) {
        peers.waitAgain(System.nanoTime());
      } else {
        Topic topic = topic(channel);
        channels(topic).forEach(c -> c.joined(topic));
      }
    }
  }

  private String channel(Topic topic) {
    return place.channel(TOPIC + topic.name());
  }

  private Topic topic(String channel) {
    return new Topic(channel.substring(place.channel(TOPIC).length()));
  }

  private Set<Channel> channels(Topic topic) {
    return groups.getOrDefault(topic, Set.of());
  }

  @Override
  public void add(Topic group, Channel channel) {
    groups.compute(
        group,
        (topic, channels) -> {
          Set<Channel> members = channels == null ? ConcurrentHashMap.newKeySet() : channels;
          members.add(channel);
          ears.want(channel(topic));
          return members;
        });
  }

  @Override
  public void discard(Topic group, Channel channel) {
    groups.computeIfPresent(
        group,
        (topic, channels) -> {
          channels.remove(channel);
          if (channels.isEmpty()) {
            ears.leave(channel(topic));
          }
          return channels.isEmpty() ? null : channels;
        });
  }

  @Override
  public void send(Topic group, Bell bell, Channel sender) {
    teller.tell(channel(group), () -> texts.write(id, bell));
    for (Channel channel : channels(group)) {
      if (channel != sender) {
        channel.hear(group, bell);
      }
    }
  }

  @Override
  public boolean reachesOthers() {
    return ears.hears() && peers.areAllHeard(System.nanoTime());
  }

  @Override
  public void close() {
    teller.tell(place.channel(CONTROL), peers::farewell);
    teller.close();
    ears.close();
  }
}
