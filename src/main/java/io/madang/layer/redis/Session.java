package io.madang.layer.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.JedisShardedPubSub;

/**
 * Listens on one connection until it fails.
 *
 * <p>Threads: {@link #listen} blocks on one, which hears; another one joins and leaves meanwhile.
 */
interface Session {

  /** Who hears. */
  interface Listener {
    void heard(String channel, String text);

    /** The channel is listened to from now on. */
    void joined(String channel);

    /** The channel is listened to no more, asked for or not. */
    void left(String channel);
  }

  void listen(Connection connection, String channel);

  void join(String... channels);

  void leave(String... channels);

  /** Plain pub/sub. */
  final class Plain extends JedisPubSub implements Session {

    private final Listener listener;

    Plain(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void listen(Connection connection, String channel) {
      proceed(connection, channel);
    }

    @Override
    public void join(String... channels) {
      subscribe(channels);
    }

    @Override
    public void leave(String... channels) {
      unsubscribe(channels);
    }

    @Override
    public void onMessage(String channel, String text) {
      listener.heard(channel, text);
    }

    @Override
    public void onSubscribe(String channel, int count) {
      listener.joined(channel);
    }

    @Override
    public void onUnsubscribe(String channel, int count) {
      listener.left(channel);
    }
  }

  /** Sharded pub/sub: channels of one slot, at the node that has it. */
  final class Sharded extends JedisShardedPubSub implements Session {

    private final Listener listener;

    Sharded(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void listen(Connection connection, String channel) {
      proceed(connection, channel);
    }

    @Override
    public void join(String... channels) {
      ssubscribe(channels);
    }

    @Override
    public void leave(String... channels) {
      sunsubscribe(channels);
    }

    @Override
    public void onSMessage(String channel, String text) {
      listener.heard(channel, text);
    }

    @Override
    public void onSSubscribe(String channel, int count) {
      listener.joined(channel);
    }

    @Override
    public void onSUnsubscribe(String channel, int count) {
      listener.left(channel);
    }
  }
}
