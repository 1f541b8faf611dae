package io.madang.e2e.kit;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
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
public final class Publisher implements AutoCloseable {
  private static final int WINDOW = 4;
  private static final int RETRY_MILLIS = 20;
  private static final Duration ACK = Duration.ofSeconds(5);

  /** How a publisher speaks to the server. */
  public enum Via {
    POST {
      @Override
      Lane open(Listening what, Lane.AckSink acks) {
        return new PostLane(what, acks);
      }
    },
    WEBSOCKET {
      @Override
      Lane open(Listening what, Lane.AckSink acks) throws IOException, InterruptedException {
        return new WebSocketLane(what, acks);
      }
    };

    abstract Lane open(Listening what, Lane.AckSink acks) throws IOException, InterruptedException;
  }

  private final Listening what;
  private final Via via;
  private final String name;
  private final Acks acks;
  private final Random random;
  private final Map<String, String> unacked = new LinkedHashMap<>();
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long count;
  private @Nullable String lastAcked;
  private @Nullable Lane lane;
  private volatile String trouble = "none";

  /** A publisher whose ids begin with its name. */
  public Publisher(Listening what, Via via, String name, Acks acks, Random random) {
    this.what = what;
    this.via = via;
    this.name = name;
    this.acks = acks;
    this.random = random;
    this.thread = new Thread(this::publish, name);
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
    return name + ": unacked " + unacked.keySet() + ", last trouble: " + trouble;
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
    try (Lane opened = via.open(what, this::acked)) {
      for (Map.Entry<String, String> again : begin(opened).entrySet()) {
        opened.send(what.topic(), again.getKey(), again.getValue());
      }
      while (isBusy() && hasRoomIn(opened)) {
        sendNext(opened);
      }
    } catch (IOException e) {
      trouble = e.toString();
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
      current.send(what.topic(), repeated, "said twice");
    } else {
      String id = name + "-" + count++;
      String text = "message " + id;
      synchronized (this) {
        unacked.put(id, text);
      }
      current.send(what.topic(), id, text);
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

  private synchronized void acked(String id, Cursor at) {
    acks.add(id, at);
    unacked.remove(id);
    lastAcked = id;
    notifyAll();
  }
}
