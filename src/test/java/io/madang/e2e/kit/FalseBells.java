package io.madang.e2e.kit;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Somebody who listens to the servers' channels and rings on them: garbage, and what was rung
 * before, again and in any order.
 *
 * <p>Threads: one thread at a time; another one listens.
 */
public final class FalseBells implements AutoCloseable {
  private static final String CONTROL = "madang:servers";

  private final String channel;
  private final Jedis listening;
  private final Jedis ringing;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** Begins to listen to a topic's bells. */
  public FalseBells(URI redis, String topic) {
    this.channel = "madang:topic:" + topic;
    this.listening = new Jedis(redis);
    this.ringing = new Jedis(redis);
    Thread thread = new Thread(this::listen, "false-bells");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try {
      listening.subscribe(
          new JedisPubSub() {
            @Override
            public void onMessage(String from, String text) {
              heard.add(text);
            }
          },
          channel);
    } catch (JedisException closed) {
      // The test is over.
    }
  }

  /** Rings so often: a third garbage, the rest what was heard. */
  public void ring(int times, Random random) {
    if (heard.isEmpty()) {
      throw new IllegalStateException("nothing was heard yet");
    }
    List<String> known = List.copyOf(heard);
    for (int i = 0; i < times; i++) {
      boolean isGarbage = random.nextInt(3) == 0;
      String text = known.get(random.nextInt(known.size()));
      ringing.publish(channel, isGarbage ? garbage(text, random) : text);
      if (isGarbage) {
        ringing.publish(CONTROL, garbage(text, random));
      }
    }
  }

  private static String garbage(String text, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "{\"from\":\"x\",\"Grown\":[{\"cursor\":\"other.7\"}]}";
      case 2 -> "[".repeat(random.nextInt(500));
      case 3 -> text.substring(0, random.nextInt(text.length() + 1));
      default -> Long.toString(random.nextLong(), Character.MAX_RADIX);
    };
  }

  @Override
  public void close() {
    listening.close();
    ringing.close();
  }
}
