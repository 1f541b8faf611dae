package io.madang.exactly;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Topic;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A layer that loses bells, rings them twice, and late, so that they overtake each other. */
final class ShakyLayer implements ChannelLayer {

  private static final int MOST_LATE_MILLIS = 60;

  private final Map<Topic, Set<Channel>> groups = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock;
  private final Random random;

  ShakyLayer(ScheduledExecutorService clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void add(Topic group, Channel channel) {
    groups.computeIfAbsent(group, g -> ConcurrentHashMap.newKeySet()).add(channel);
    channel.joined(group);
  }

  @Override
  public boolean reachesOthers() {
    return false;
  }

  @Override
  public void discard(Topic group, Channel channel) {
    groups.getOrDefault(group, Set.of()).remove(channel);
  }

  @Override
  public void send(Topic group, Bell bell, Channel sender) {
    for (Channel channel : groups.getOrDefault(group, Set.of())) {
      if (channel != sender) {
        for (int times = random.nextInt(4) - 1; times > 0; times--) {
          later(() -> channel.hear(group, bell));
        }
      }
    }
  }

  private void later(Runnable ring) {
    try {
      clock.schedule(ring, random.nextInt(MOST_LATE_MILLIS), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      System.Logger log = System.getLogger(ShakyLayer.class.getName());
      log.log(System.Logger.Level.DEBUG, "the world ends: {0}", e);
    }
  }

  @Override
  public void close() {}
}
