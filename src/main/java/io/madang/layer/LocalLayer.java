package io.madang.layer;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Topic;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A layer within one process: it joins the hubs that share it, or rings for nobody.
 *
 * <p>Threads: any. Bells are heard on the sender's thread.
 */
public final class LocalLayer implements ChannelLayer {

  private final ConcurrentMap<Topic, Set<Channel>> groups = new ConcurrentHashMap<>();

  @Override
  public void add(Topic group, Channel channel) {
    groups.compute(
        group,
        (topic, channels) -> {
          Set<Channel> members = channels == null ? ConcurrentHashMap.newKeySet() : channels;
          members.add(channel);
          return members;
        });
    channel.joined(group);
  }

  @Override
  public void discard(Topic group, Channel channel) {
    groups.computeIfPresent(
        group,
        (topic, channels) -> {
          channels.remove(channel);
          return channels.isEmpty() ? null : channels;
        });
  }

  @Override
  public void send(Topic group, Bell bell, Channel sender) {
    for (Channel channel : groups.getOrDefault(group, Set.of())) {
      if (channel != sender) {
        channel.hear(group, bell);
      }
    }
  }

  @Override
  public boolean reachesOthers() {
    return false;
  }

  @Override
  public void close() {
    groups.clear();
  }
}
