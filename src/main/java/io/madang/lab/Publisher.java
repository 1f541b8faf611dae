package io.madang.lab;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Publishes one message in each stretch of 1 / rate, at a moment of it drawn by chance: at fixed
 * moments a poll that asks at fixed moments would always be as late.
 *
 * <p>Threads: one of its own; {@link #close} any.
 */
final class Publisher implements AutoCloseable {

  private static final int SEED = 20_261_121;
  private static final String ID = "lab-";

  private final Load load;
  private final Pen pen;
  private final List<Counters> counters;
  private final Random random = new Random(SEED);
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "lab-publisher");

  /** Publishes for all whose counters these are. */
  Publisher(Load load, Pen pen, List<Counters> counters) {
    this.load = load;
    this.pen = pen;
    this.counters = counters;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** When the message of this id was handed to the pen, by our clock; 0 for another's. */
  static long sentNanos(String id) {
    String time = id.startsWith(ID) ? id.substring(ID.length()) : "";
    return time.matches("-?[0-9]{1,19}") ? Long.parseLong(time) : 0;
  }

  private void run() {
    long stretch = (long) (1e9 / load.messagesPerSecond());
    String text = "x".repeat(load.payloadBytes());
    long begin = System.nanoTime();
    try {
      while (true) {
        long due = begin + (long) (random.nextDouble() * stretch);
        if (ending.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          return;
        }
        counters.forEach(each -> each.published.increment());
        pen.write(ID + System.nanoTime(), text);
        begin += stretch;
      }
    } catch (IOException e) {
      counters.forEach(each -> each.failed(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits so long, or until it ends before by a fault. */
  void runOn(long millis) throws IOException {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends after the message that is on its way. */
  @Override
  public void close() throws IOException {
    ending.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pen.close();
  }
}
