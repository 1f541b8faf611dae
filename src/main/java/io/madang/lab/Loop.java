package io.madang.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread for all readers.
 *
 * <p>Threads: {@link #add}, {@link #soon} and {@link #close} any; the rest its own.
 */
final class Loop implements AutoCloseable {

  private static final int BUFFER_BYTES = 256 << 10;
  private static final long LONGEST_SELECT_MILLIS = 100;

  /** What can fail as sockets do. */
  interface Task {
    void run() throws IOException;
  }

  private record Due(long nanos, Task task) {}

  private final Counters counters;
  private final Selector selector = Selector.open();
  private final Queue<Task> arriving = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>((a, b) -> Long.signum(a.nanos - b.nanos));
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final Thread thread = new Thread(this::run, "lab-readers");
  private volatile boolean isEnding;

  Loop(Counters counters) throws IOException {
    this.counters = counters;
    thread.setDaemon(true);
    thread.start();
  }

  Selector selector() {
    return selector;
  }

  void add(Line line) {
    soon(() -> line.register(this));
  }

  /** Does something on the loop's thread. */
  void soon(Task task) {
    arriving.add(task);
    selector.wakeup();
  }

  void at(long nanos, Task task) {
    due.add(new Due(nanos, task));
  }

  private void run() {
    try {
      while (!isEnding) {
        selector.select(key -> ((Line) key.attachment()).ready(buffer, this), patienceMillis());
        for (Task task = arriving.poll(); task != null; task = arriving.poll()) {
          attempt(task);
        }
        while (!due.isEmpty() && due.element().nanos - System.nanoTime() <= 0) {
          attempt(due.remove().task);
        }
      }
    } catch (IOException e) {
      counters.failed(String.valueOf(e.getMessage()));
    }
    List.copyOf(selector.keys()).forEach(key -> ((Line) key.attachment()).close());
  }

  private void attempt(Task task) {
    try {
      task.run();
    } catch (IOException e) {
      counters.failed(String.valueOf(e.getMessage()));
    }
  }

  /** At least one: 0 would be for ever. */
  private long patienceMillis() {
    if (due.isEmpty()) {
      return LONGEST_SELECT_MILLIS;
    }
    long left = (due.element().nanos - System.nanoTime()) / 1_000_000;
    return Math.max(1, Math.min(LONGEST_SELECT_MILLIS, left));
  }

  @Override
  public void close() throws IOException {
    isEnding = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
