package io.madang.layer.redis;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The connection that listens: to the servers' heartbeats always, and to the channels that are
 * wanted. It comes back by itself, to all of them.
 *
 * <p>Threads: {@link #want} and {@link #leave} any, and never block. One thread of its own reads;
 * another one writes, since a connection that listens takes commands meanwhile.
 */
final class Ears implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Ears.class.getName());
  private static final long BEAT_MILLIS = 400;
  private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);
  private static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** Who hears; called on the thread that reads. */
  interface Listener {
    void heard(String channel, String text);

    /** The channel is listened to from now on. */
    void joined(String channel);
  }

  private record Wish(String channel, boolean isWanted) {}

  private final RedisPlace place;
  private final String control;
  private final Listener listener;
  private final Runnable beat;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
  private final Pauses pauses = new Pauses();
  private final Thread reader;
  private final Thread writer;
  private volatile boolean isClosed;
  private volatile @Nullable Jedis connection;
  private volatile @Nullable Session session;
  private volatile long lastAnswer;

  /** Begins to listen to a control channel; {@code beat} is run some times a second. */
  Ears(RedisPlace place, String control, Listener listener, Runnable beat) {
    this.place = place;
    this.control = control;
    this.listener = listener;
    this.beat = beat;
    this.reader = daemon(this::listen, "madang-redis-listen");
    this.writer = daemon(this::write, "madang-redis-ask");
    reader.start();
    writer.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void want(String channel) {
    if (wanted.add(channel)) {
      wishes.add(new Wish(channel, true));
    }
  }

  void leave(String channel) {
    if (wanted.remove(channel)) {
      wishes.add(new Wish(channel, false));
    }
  }

  /** Whether Redis answered a moment ago. */
  boolean hears() {
    return session != null && System.nanoTime() - lastAnswer < SILENT_NANOS;
  }

  private final class Session extends JedisPubSub {

    @Override
    public void onMessage(String channel, String text) {
      listener.heard(channel, text);
    }

    @Override
    public void onPong(String text) {
      lastAnswer = System.nanoTime();
    }

    @Override
    public void onSubscribe(String channel, int count) {
      lastAnswer = System.nanoTime();
      if (channel.equals(control)) {
        pauses.reset();
        session = this;
        wanted.forEach(one -> wishes.add(new Wish(one, true)));
      }
      listener.joined(channel);
    }
  }

  private void listen() {
    while (!isClosed) {
      try (Jedis jedis = place.connect()) {
        connection = jedis;
        lastAnswer = System.nanoTime();
        jedis.subscribe(new Session(), control);
      } catch (JedisException e) {
        if (!isClosed) {
          LOG.log(System.Logger.Level.WARNING, "Redis is away: {0}", e.getMessage());
        }
      } finally {
        session = null;
        connection = null;
      }
      if (!isClosed && !paused()) {
        return;
      }
    }
  }

  private boolean paused() {
    try {
      pauses.pause();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void write() {
    long nextBeat = System.nanoTime();
    while (!isClosed) {
      try {
        long wait = nextBeat - System.nanoTime();
        Wish wish = wishes.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (wish != null) {
          fulfil(wish);
        }
        if (nextBeat - System.nanoTime() <= 0) {
          nextBeat = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
          ping();
          beat.run();
        }
      } catch (InterruptedException e) {
        return;
      } catch (JedisException e) {
        LOG.log(System.Logger.Level.DEBUG, "Redis took no wish: {0}", e.getMessage());
      }
    }
  }

  /** While nobody listens wishes are passed over: the next session begins with all of them. */
  private void fulfil(Wish wish) {
    Session now = session;
    if (now != null && wish.isWanted == wanted.contains(wish.channel)) {
      if (wish.isWanted) {
        now.subscribe(wish.channel);
      } else {
        now.unsubscribe(wish.channel);
      }
    }
  }

  private void ping() {
    Session now = session;
    if (now == null) {
      return;
    }
    if (System.nanoTime() - lastAnswer > DEAD_NANOS) {
      LOG.log(System.Logger.Level.WARNING, "Redis does not answer; connecting anew");
      hangUp();
    } else {
      now.ping();
    }
  }

  private void hangUp() {
    Jedis dead = connection;
    if (dead != null) {
      try {
        dead.getConnection().forceDisconnect();
      } catch (java.io.IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "hanging up: {0}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    writer.interrupt();
    reader.interrupt();
    hangUp();
  }
}
