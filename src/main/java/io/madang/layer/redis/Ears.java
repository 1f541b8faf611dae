package io.madang.layer.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The connection that listens: to the servers' heartbeats always, and to the channels that are
 * wanted. It comes back by itself, to all of them. What beats for us is heard here too: silence
 * means that Redis is away.
 *
 * <p>Threads: {@link #want} and {@link #leave} any, and never block. One thread of its own reads;
 * another one writes, since a connection that listens takes commands meanwhile. When Redis takes no
 * commands the one that reads misses the heartbeats, and hangs up for both.
 */
final class Ears implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Ears.class.getName());
  private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);
  private static final int MOST_AT_ONCE = 500;

  /** Who hears; called on the thread that reads. */
  interface Listener {
    void heard(String channel, String text);

    /** The channel is listened to from now on. */
    void joined(String channel);

    /** Nothing is heard until the control channel is joined again. */
    void lost();
  }

  private final Supplier<Connection> connect;
  private final Function<Session.Listener, Session> sessions;
  private final String control;
  private final Listener listener;
  private final Runnable beat;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Wishes wishes = new Wishes();
  private final Pauses pauses = new Pauses();
  private final Thread reader;
  private final Thread writer;
  private volatile boolean isClosed;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Hearing hearing;
  private volatile long lastHeard;

  /**
   * Begins to listen to a control channel.
   *
   * @param beat rings on the control channel; it is run some times a second
   */
  Ears(
      Supplier<Connection> connect,
      Function<Session.Listener, Session> sessions,
      String control,
      Listener listener,
      Runnable beat) {
    this.connect = connect;
    this.sessions = sessions;
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
      wishes.add(channel);
    }
  }

  void leave(String channel) {
    if (wanted.remove(channel)) {
      wishes.add(channel);
    }
  }

  /** Whether a heartbeat was heard a moment ago. */
  boolean hears() {
    return hearing != null && System.nanoTime() - lastHeard < SILENT_NANOS;
  }

  /** One connection's life. */
  private final class Hearing implements Session.Listener {

    final Session session = sessions.apply(this);

    /** What was subscribed to; the writing thread's own. */
    final Set<String> asked = new HashSet<>();

    /** What is being left, until Redis says so. */
    final Set<String> leaving = ConcurrentHashMap.newKeySet();

    @Override
    public void heard(String channel, String text) {
      if (channel.equals(control)) {
        lastHeard = System.nanoTime();
      }
      listener.heard(channel, text);
    }

    @Override
    public void joined(String channel) {
      lastHeard = System.nanoTime();
      if (channel.equals(control)) {
        pauses.reset();
        hearing = this;
        wishes.addAll(wanted);
      }
      listener.joined(channel);
    }

    /** A node that loses a channel to another one says so. */
    @Override
    public void left(String channel) {
      if (!leaving.remove(channel)) {
        hangUp();
      }
    }
  }

  private void listen() {
    while (!isClosed) {
      try {
        Connection opened = connect.get();
        connection = opened;
        new Hearing().session.listen(opened, control);
      } catch (JedisException e) {
        if (!isClosed) {
          LOG.log(System.Logger.Level.WARNING, "Redis is away: {0}", e.getMessage());
        }
      } finally {
        hearing = null;
        hangUp();
        listener.lost();
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
        fulfil(wishes.take(MOST_AT_ONCE, nextBeat - System.nanoTime()));
      } catch (InterruptedException e) {
        return;
      } catch (JedisException e) {
        LOG.log(System.Logger.Level.DEBUG, "Redis took no wish: {0}", e.getMessage());
      }
      if (nextBeat - System.nanoTime() <= 0) {
        nextBeat = System.nanoTime() + BEAT_NANOS;
        beat.run();
      }
    }
  }

  /** While nobody listens wishes are passed over: the next session begins with all of them. */
  private void fulfil(List<String> changed) {
    Hearing now = hearing;
    if (now == null) {
      return;
    }
    List<String> more = new ArrayList<>();
    List<String> fewer = new ArrayList<>();
    for (String channel : changed) {
      if (wanted.contains(channel) && now.asked.add(channel)) {
        more.add(channel);
      } else if (!wanted.contains(channel) && now.asked.remove(channel)) {
        fewer.add(channel);
      }
    }
    if (!more.isEmpty()) {
      now.session.join(more.toArray(String[]::new));
    }
    if (!fewer.isEmpty()) {
      now.leaving.addAll(fewer);
      now.session.leave(fewer.toArray(String[]::new));
    }
  }

  private void hangUp() {
    Quietly.disconnect(connection);
    connection = null;
  }

  @Override
  public void close() {
    isClosed = true;
    writer.interrupt();
    reader.interrupt();
    hangUp();
  }
}
