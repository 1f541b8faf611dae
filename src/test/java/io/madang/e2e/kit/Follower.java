package io.madang.e2e.kit;

import io.madang.history.Witness;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one topic whatever happens to its connection, and has its witness write what it saw.
 *
 * <p>It keeps the cursor, as the contract wants it: after a cut, a lost answer or a change of the
 * transport it asks from there.
 *
 * <p>Threads: reads on a thread of its own; every public method may be called from any thread. The
 * turn, the cursor and the server are guarded by this, so what a torn connection still delivers is
 * not taken.
 */
public final class Follower implements AutoCloseable {
  private static final int RETRY_MILLIS = 20;

  private final Listening what;
  private final Witness witness;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Transport transport;
  private @Nullable Turn turn;
  private @Nullable String cursor;
  private @Nullable URI server;
  private Optional<String> eventId = Optional.empty();
  private boolean losesNext;
  private String trouble = "none";

  /** A follower that begins at the head of the topic, once {@link #start}ed. */
  public Follower(Listening what, Transport transport) {
    this.what = what;
    this.transport = transport;
    this.witness = what.witness();
    this.thread = new Thread(this::follow, witness.who());
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public Follower start() {
    thread.start();
    return this;
  }

  /** "I have everything up to here"; empty before the first answer. */
  public synchronized Optional<Cursor> cursor() {
    return Optional.ofNullable(cursor).map(Cursor::parse);
  }

  /** Tears the connection. */
  public synchronized void cut() {
    if (turn != null) {
      turn.reader.cut();
      turn = null;
    }
  }

  /** Loses the next answer on the way, after the server sent it. */
  public synchronized void loseNext() {
    losesNext = true;
  }

  /** Goes on over another transport, with the same cursor. */
  public synchronized void switchTo(Transport next) {
    transport = next;
    cut();
  }

  /** The last thing that went wrong, for a failure's message. */
  public synchronized String trouble() {
    return witness.who() + " at " + cursor + ", last trouble: " + trouble;
  }

  /** Reads no more; the thread is gone afterwards. */
  @Override
  public void close() {
    closed.countDown();
    cut();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try {
      do {
        readOnce();
      } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOnce() throws InterruptedException {
    Turn mine = nextTurn();
    try {
      mine.reader.read(mine);
      lose("the end");
    } catch (IOException | RuntimeException e) {
      lose(e.toString());
    }
  }

  private synchronized Turn nextTurn() {
    Turn next = new Turn(transport.reader(what));
    if (closed.getCount() == 0) {
      next.reader.cut();
    }
    turn = next;
    return next;
  }

  private synchronized void lose(String why) {
    trouble = why;
    if (server != null) {
      server = null;
      witness.disconnected(why);
    }
  }

  private void noteServer() {
    URI current = what.servers().current();
    if (!current.equals(server)) {
      server = current;
      witness.connected(current);
    }
  }

  private synchronized boolean take(Turn from, Batch batch) {
    if (from != turn) {
      return false;
    }
    if (losesNext) {
      losesNext = false;
      turn = null; // what the connection still delivers comes after what was lost
      return false;
    }
    noteServer();
    batch.frames().stream().filter(this::isMine).forEach(this::record);
    batch.cursor().ifPresent(this::moveTo);
    eventId = batch.eventId();
    return true;
  }

  private boolean isMine(JsonObject frame) {
    return frame.getString("topic", "").equals(what.topic());
  }

  private void record(JsonObject frame) {
    switch (frame.getString("type")) {
      case "subscribed" -> {
        if (cursor == null) {
          moveTo(frame.getString("cursor"));
        }
      }
      case "message" -> {
        cursor = frame.getString("cursor");
        witness.told(
            what.topic(),
            cursor,
            frame.getString("id"),
            frame.getString("name"),
            Frames.textOf(frame));
      }
      case "gap" -> {
        cursor = frame.getString("cursor");
        witness.gap(what.topic(), cursor, frame.getString("reason", ""));
      }
      default -> {
        // State, presence and signals are not part of the log.
      }
    }
  }

  private void moveTo(String told) {
    if (cursor == null) {
      witness.started(what.topic(), told);
    }
    cursor = told;
  }

  /** One connection's turn: only the current one may move the follower on. */
  private final class Turn implements Place {
    private final Reader reader;

    Turn(Reader reader) {
      this.reader = reader;
    }

    @Override
    public Optional<String> cursor() {
      synchronized (Follower.this) {
        return Optional.ofNullable(cursor);
      }
    }

    @Override
    public Optional<String> eventId() {
      synchronized (Follower.this) {
        return eventId;
      }
    }

    @Override
    public boolean take(Batch batch) {
      return Follower.this.take(this, batch);
    }
  }
}
