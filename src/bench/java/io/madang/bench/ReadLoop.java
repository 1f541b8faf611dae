package io.madang.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * A thread that reads many wires, with what their readers share.
 *
 * <p>Threads: {@link #add} and {@link #close} may be called by any thread; all else happens on its
 * own. After {@code close} returned, what the listeners wrote may be read by the caller.
 */
public final class ReadLoop implements AutoCloseable {

  private static final int LONGEST_FRAME = 4 << 20;
  private static final long LOOK_MILLIS = 200;

  private final Selector selector;
  private final Queue<Wire> arriving = new ConcurrentLinkedQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST_FRAME);
  private final Tally tally = new Tally();
  private final Memo memo = new Memo();
  private final Thread thread;
  private final Semaphore mayRead = new Semaphore(1, true);
  private volatile boolean stopping;

  public ReadLoop(String name) throws IOException {
    selector = Selector.open();
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Makes a reader for a wire that will be added to this loop. */
  public Reader newReader(Dialect dialect, Topic topic, Troubles troubles) {
    return new Reader(dialect, topic, tally, memo, troubles);
  }

  /** Returns what the readers of this loop saw. */
  public Tally tally() {
    return tally;
  }

  public void add(Wire wire) {
    arriving.add(wire);
    selector.wakeup();
  }

  /** Reads nothing until {@link #resume}. */
  void pause() {
    mayRead.acquireUninterruptibly();
  }

  /** Reads on; to be called only after {@link #pause}. */
  void resume() {
    mayRead.release();
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    mayRead.release();
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }

  private void run() {
    try {
      while (!stopping) {
        mayRead.acquireUninterruptibly();
        mayRead.release();
        selector.select(this::read, LOOK_MILLIS);
        for (Wire wire = arriving.poll(); wire != null; wire = arriving.poll()) {
          wire.channel().configureBlocking(false).register(selector, SelectionKey.OP_READ, wire);
          wire.read(buffer);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the selector failed", e);
    }
  }

  private void read(SelectionKey key) {
    ((Wire) key.attachment()).read(buffer);
  }
}
