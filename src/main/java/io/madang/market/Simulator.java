package io.madang.market;

import io.madang.core.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the simulated exchange at an even rate, whether anybody listens or not: who asks by REST
 * gets the price of now, too.
 *
 * <p>It opens three seconds after it was started, so that a server's first ones are its clients'.
 *
 * <p>Threads: one of its own; started and closed by one other.
 */
public final class Simulator implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Simulator.class.getName());
  private static final Duration OPENS_AFTER = Duration.ofSeconds(3);
  private static final Duration ROUND = Duration.ofMillis(20);
  private static final long CLOSE_SECONDS = 5;

  private final SimulatedExchange exchange;
  private final Prices prices;
  private final Clock clock;
  private final int ticksPerSecond;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Threads.named("madang-market"));

  /**
   * A simulator.
   *
   * @param seed the same gives the same prices
   * @param ticksPerSecond trades of all symbols together
   */
  public Simulator(
      long seed, int ticksPerSecond, List<Listing> listings, Prices prices, Clock clock) {
    this.exchange = new SimulatedExchange(seed, ticksPerSecond, listings);
    this.prices = prices;
    this.clock = clock;
    this.ticksPerSecond = ticksPerSecond;
  }

  /** Opens the exchange soon; does not wait for it. */
  public void start() {
    thread.schedule(this::open, OPENS_AFTER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void open() {
    exchange.open(clock.instant()).forEach(first -> prices.set(first.symbol(), first.ticker()));
    Pace pace = new Pace(ticksPerSecond, System.nanoTime());
    long millis = Math.max(ROUND.toMillis(), 1_000 / ticksPerSecond);
    thread.scheduleAtFixedRate(() -> round(pace), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void round(Pace pace) {
    try {
      Instant now = clock.instant();
      for (int due = pace.due(System.nanoTime()); due > 0; due--) {
        SimulatedExchange.Tick tick = exchange.next(now);
        prices.publish(tick.symbol(), tick.trade());
        prices.set(tick.symbol(), tick.ticker());
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the simulated exchange stumbled", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "the simulated exchange did not close in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
