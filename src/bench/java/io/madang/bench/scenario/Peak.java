package io.madang.bench.scenario;

import io.madang.bench.ServerProbe;

/**
 * The most that ever lived on a server's heap, by full collections one after the other.
 *
 * <p>Threads: started and ended on one; it looks on its own.
 */
final class Peak {

  private final ServerProbe probe;
  private final Thread thread = new Thread(this::run, "peak");
  private volatile boolean stopping;
  private double bytes;
  private long samples;

  Peak(ServerProbe probe) {
    this.probe = probe;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops looking and returns the most bytes that were seen. */
  double end() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return bytes;
  }

  /** Returns how often it looked; to be asked after the end. */
  long samples() {
    return samples;
  }

  private void run() {
    while (!stopping) {
      bytes = Math.max(bytes, probe.memory().heapBytes());
      samples++;
    }
  }
}
