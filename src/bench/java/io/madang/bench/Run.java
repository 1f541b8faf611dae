package io.madang.bench;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * One run over connections that are open: publish, watch the CPU meanwhile, wait for the rest.
 *
 * <p>Threads: one; it starts the pacer's and waits for it.
 */
final class Run {

  private static final double CONNECT_SECONDS = 60;
  private static final double PROBE_SECONDS = 0.5;
  private static final double LEAD_SECONDS = 0.2;
  private static final double LOOK_SECONDS = 0.01;

  private final Options options;
  private final Connections connections;
  private final ServerProbe server;
  private Window window = Window.NONE;
  private Usage usage = Usage.NONE;
  private Memory whileStopped = Memory.NONE;
  private long published;

  Run(Options options, Connections connections, ServerProbe server) {
    this.options = options;
    this.connections = connections;
    this.server = server;
  }

  /** Waits until every connection is subscribed. */
  void awaitSubscribed() throws IOException {
    long limit = Ticks.now() + Ticks.ofSeconds(CONNECT_SECONDS);
    while (!await(connections::areSubscribed, PROBE_SECONDS)) {
      if (Ticks.now() > limit) {
        throw new IllegalStateException(
            "not every connection was subscribed; " + connections.troubles().first());
      }
      if (connections.needProbes()) {
        connections.probe();
      }
    }
  }

  /**
   * Publishes to warm up, waits until that is worked off, and publishes again, measured: a cold
   * reader of the generator's own may be seconds behind, and what it has not read is no server's.
   */
  void publish() throws InterruptedException {
    if (options.warmupSeconds > 0) {
      Pacer warmup = pacer(options.warmupSeconds);
      start(warmup).join();
      published = warmup.published();
      await(() -> connections.areDoneWith(published), options.drainSeconds);
    }
    Pacer pacer = pacer(options.seconds);
    window = pacer.window();
    connections.measure(window);
    Thread thread = start(pacer);
    Ticks.waitUntil(window.fromNanos());
    connections.stop();
    Usage before = Usage.now(server);
    Ticks.waitUntil(window.toNanos());
    usage = Usage.now(server).since(before);
    thread.join();
    published += pacer.published();
    whileStopped = options.stopped > 0 ? server.memory() : Memory.NONE;
    connections.goOn();
    await(() -> connections.areDoneWith(published), options.drainSeconds);
  }

  private Pacer pacer(double seconds) {
    long start = Ticks.now() + Ticks.ofSeconds(LEAD_SECONDS);
    return new Pacer(connections, options, start, seconds);
  }

  private static Thread start(Pacer pacer) {
    Thread thread = new Thread(pacer, "pacer");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  Window window() {
    return window;
  }

  /** Returns the CPU time spent in the window. */
  Usage usage() {
    return usage;
  }

  /** Returns the memory when some had not read for as long as it was measured. */
  Memory whileStopped() {
    return whileStopped;
  }

  long published() {
    return published;
  }

  private static boolean await(BooleanSupplier condition, double seconds) {
    long limit = Ticks.now() + Ticks.ofSeconds(seconds);
    while (!condition.getAsBoolean() && Ticks.now() < limit) {
      Ticks.waitUntil(Ticks.now() + Ticks.ofSeconds(LOOK_SECONDS));
    }
    return condition.getAsBoolean();
  }
}
