package io.madang.layer.redis;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Topic;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A layer over Redis pub/sub: each topic that somebody reads here is a channel that this server
 * listens to. Nothing is stored in Redis, so it may be lost or emptied at any time.
 *
 * <p>Threads: any; {@code membership} guards changes of {@code groups} and what is listened to.
 * Bells of one topic are heard on one thread of the layer's.
 */
public final class RedisLayer implements ChannelLayer {

  private final String id = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
  private final Map<Topic, Set<Channel>> groups = new ConcurrentHashMap<>();
  private final Object membership = new Object();
  private final BellText texts = new BellText();
  private final List<Line> lines;

  /** Connects, now or as soon as Redis is there. */
  public RedisLayer(RedisPlace place) {
    this.lines =
        IntStream.range(0, place.groups())
            .mapToObj(group -> new Line(place, group, id, new Listener()))
            .toList();
  }

  /** Every server takes the same line for a topic. */
  private Line line(Topic topic) {
    return lines.get(Math.floorMod(topic.name().hashCode(), lines.size()));
  }

  private final class Listener implements Line.Listener {

    @Override
    public void heard(String name, String text) {
      Topic topic = new Topic(name);
      texts
          .read(topic, text)
          .filter(heard -> !heard.from().equals(id))
          .ifPresent(heard -> channels(topic).forEach(c -> c.hear(topic, heard.bell())));
    }

    @Override
    public void joined(String name) {
      Topic topic = new Topic(name);
      channels(topic).forEach(c -> c.joined(topic));
    }
  }

  private Set<Channel> channels(Topic topic) {
    return groups.getOrDefault(topic, Set.of());
  }

  @Override
  public void add(Topic group, Channel channel) {
    synchronized (membership) {
      groups.computeIfAbsent(group, topic -> ConcurrentHashMap.newKeySet()).add(channel);
      line(group).join(group.name()); // after it: the answer is for whom it finds there
    }
  }

  @Override
  public void discard(Topic group, Channel channel) {
    synchronized (membership) {
      Set<Channel> channels = groups.get(group);
      if (channels != null && channels.remove(channel) && channels.isEmpty()) {
        groups.remove(group);
        line(group).leave(group.name());
      }
    }
  }

  @Override
  public void send(Topic group, Bell bell, Channel sender) {
    line(group).tell(group.name(), () -> texts.write(id, bell));
    for (Channel channel : channels(group)) {
      if (channel != sender) {
        channel.hear(group, bell);
      }
    }
  }

  @Override
  public boolean reachesOthers() {
    return lines.stream().allMatch(Line::isUp);
  }

  @Override
  public void close() {
    lines.forEach(Line::close);
  }
}
