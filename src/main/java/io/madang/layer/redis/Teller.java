package io.madang.layer.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Publishes what waits, all of it in one round trip. What cannot be sent is lost, as bells may be.
 *
 * <p>Threads: {@link #tell} and {@link #hangUp} any, and never block; all else on its own.
 */
final class Teller implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Teller.class.getName());
  private static final int MOST_WAITING = 20_000;
  private static final int MOST_AT_ONCE = 500;
  private static final long LOOK_MILLIS = 200;
  private static final long END_MILLIS = 2_000;

  /** A text for a channel, written when its turn comes: not on the thread that rings. */
  record Telling(String channel, Supplier<String> text) {}

  private final Supplier<Connection> connect;
  private final Protocol.Command publish;
  private final BlockingQueue<Telling> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Pauses pauses = new Pauses();
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile @Nullable Connection connection;

  /** A voice; {@code publish} is the command that rings. */
  Teller(Supplier<Connection> connect, Protocol.Command publish) {
    this.connect = connect;
    this.publish = publish;
    this.thread = new Thread(this::run, "madang-redis-tell");
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends it soon; drops it when too much waits. */
  void tell(String channel, Supplier<String> text) {
    boolean isTaken = waiting.offer(new Telling(channel, text));
    if (!isTaken) {
      LOG.log(System.Logger.Level.DEBUG, "a bell is dropped: too many wait for Redis");
    }
  }

  private void run() {
    try {
      while (!isClosed || !waiting.isEmpty()) {
        Telling first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Telling> batch = new ArrayList<>(List.of(first));
          waiting.drainTo(batch, MOST_AT_ONCE - 1);
          publish(batch);
        }
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "the end did not wait for the last bells");
    } finally {
      hangUp();
    }
  }

  private void publish(List<Telling> batch) throws InterruptedException {
    Connection used = null;
    try {
      used = connection();
      publish(batch, used);
      pauses.reset();
    } catch (JedisException e) {
      Quietly.disconnect(used); // it may have been hung up, and opened anew by the next command
      hangUp();
      if (!isClosed) {
        LOG.log(System.Logger.Level.WARNING, "Redis took no bells: {0}", e.getMessage());
        waiting.clear(); // nobody heard them: the other servers ask the store
        pauses.pause();
      }
    }
  }

  private void publish(List<Telling> batch, Connection to) {
    try (Pipeline pipeline = new Pipeline(to, false)) {
      Response<?> last = null;
      for (Telling telling : batch) {
        last = pipeline.sendCommand(publish, telling.channel(), telling.text().get());
      }
      pipeline.sync();
      if (last != null) {
        last.get(); // tells when this node does not take it
      }
    }
  }

  private Connection connection() {
    Connection known = connection;
    if (known == null) {
      known = connect.get();
      connection = known;
    }
    return known;
  }

  /** Whatever is being sent fails, and is lost; the next bell goes over another connection. */
  void hangUp() {
    Quietly.disconnect(connection);
    connection = null;
  }

  /** Sends what waits, in a bounded time. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
