package io.madang.e2e.kit;

import io.madang.history.Witness;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one message after another, and each again with the same id until it is acked.
 *
 * <p>Now and then it also repeats a message that was acked, which must be acked with the first
 * cursor.
 *
 * <p>Threads: sends on a thread of its own; what waits for an ack is guarded by this.
 */
public final class Publisher implements AutoCloseable, Lane.Answers {
  private static final int WINDOW = 4;
  private static final int RETRY_MILLIS = 20;
  private static final Duration ACK = Duration.ofSeconds(5);

  /** With these a publish may be kept all the same; with any other it is not. */
  private static final Set<String> UNKNOWN = Set.of("unavailable", "internal");

  /** How a publisher speaks to the server. */
  public enum Via {
    POST {
      @Override
      Lane open(Listening what, Lane.Answers answers) {
        return new PostLane(what, answers);
      }
    },
    WEBSOCKET {
      @Override
      Lane open(Listening what, Lane.Answers answers) throws IOException, InterruptedException {
        return new WebSocketLane(what, answers);
      }
    };

    abstract Lane open(Listening what, Lane.Answers answers)
        throws IOException, InterruptedException;
  }

  private final Listening what;
  private final Via via;
  private final Witness witness;
  private final Runnable onAck;
  private final Random random;
  private final Map<String, String> unacked = new LinkedHashMap<>();
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long count;
  private @Nullable String lastAcked;
  private @Nullable Lane lane;
  private @Nullable URI server;
  private volatile String trouble = "none";

  /** A publisher whose ids begin with its name; {@code onAck} runs once for each message. */
  public Publisher(Listening what, Via via, Runnable onAck, Random random) {
    this.what = what;
    this.via = via;
    this.witness = what.witness();
    this.onAck = onAck;
    this.random = random;
    this.thread = new Thread(this::publish, witness.who());
    thread.setDaemon(true);
  }

  /** Begins to publish. */
  public Publisher start() {
    thread.start();
    return this;
  }

  /** Begins no new message; what is not acked is sent again until it is. */
  public void finish() {
    finishing.countDown();
  }

  /** Tears the connection; acks that were on the way may be lost. */
  public synchronized void cut() {
    if (lane != null) {
      lane.close();
    }
  }

  /** Whether everything that was begun is acked. */
  public synchronized boolean isDone() {
    return finishing.getCount() == 0 && unacked.isEmpty();
  }

  /** The last thing that went wrong, for a failure's message. */
  public synchronized String trouble() {
    return witness.who() + ": unacked " + unacked.keySet() + ", last trouble: " + trouble;
  }

  /** Publishes no more, acked or not. */
  @Override
  public void close() {
    finish();
    closed.countDown();
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish() {
    try {
      do {
        connectAndSend();
      } while (!isDone() && !closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connectAndSend() throws InterruptedException {
    try (Lane opened = via.open(what, this)) {
      for (Map.Entry<String, String> again : begin(opened).entrySet()) {
        send(opened, again.getKey(), again.getValue());
      }
      while (isBusy() && hasRoomIn(opened)) {
        sendNext(opened);
      }
      lose("closed, or no ack in time");
    } catch (IOException e) {
      lose(e.toString());
    }
  }

  private void send(Lane to, String id, String text) throws IOException, InterruptedException {
    witness.publishes(what.topic(), id, text);
    to.send(what.topic(), id, text);
  }

  private synchronized void lose(String why) {
    trouble = why;
    unacked.keySet().forEach(id -> witness.unknown(what.topic(), id, why));
    if (server != null) {
      server = null;
      witness.disconnected(why);
    }
  }

  private boolean isBusy() {
    return closed.getCount() > 0 && !isDone();
  }

  /** Waits for room for one more message; false when the lane has to be opened anew. */
  private synchronized boolean hasRoomIn(Lane current) throws InterruptedException {
    long until = System.nanoTime() + ACK.toNanos();
    int room = finishing.getCount() == 0 ? 1 : WINDOW;
    while (unacked.size() >= room && current.isOpen() && System.nanoTime() < until) {
      wait(10);
    }
    return unacked.size() < room && current.isOpen();
  }

  private void sendNext(Lane current) throws IOException, InterruptedException {
    if (finishing.await(random.nextInt(8), TimeUnit.MILLISECONDS)) {
      return;
    }
    String repeated = lastAcked();
    if (repeated != null && random.nextInt(20) == 0) {
      send(current, repeated, "said twice");
    } else {
      String id = witness.who() + "-" + count++;
      String text = "message " + id;
      synchronized (this) {
        unacked.put(id, text);
      }
      send(current, id, text);
    }
  }

  /** Takes a lane into use; what waits for an ack has to be sent again over it. */
  private synchronized Map<String, String> begin(Lane opened) {
    lane = opened;
    return new LinkedHashMap<>(unacked);
  }

  private synchronized @Nullable String lastAcked() {
    return lastAcked;
  }

  @Override
  public synchronized void acked(String id, String cursor) {
    URI current = what.servers().current();
    if (!current.equals(server)) {
      server = current;
      witness.connected(current);
    }
    witness.acked(what.topic(), id, cursor);
    if (unacked.remove(id) != null) {
      onAck.run();
    }
    lastAcked = id;
    notifyAll();
  }

  @Override
  public void failed(String id, String code) {
    if (UNKNOWN.contains(code)) {
      witness.unknown(what.topic(), id, code);
    } else {
      witness.refused(what.topic(), id, code);
    }
  }
}
