package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import io.madang.bench.Figures;
import io.madang.bench.Histogram;
import io.madang.bench.Machine;
import io.madang.bench.ServerProbe;
import io.madang.bench.Ticks;
import io.madang.bench.Troubles;
import io.madang.bench.Usage;
import io.madang.bench.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures how many messages are kept, acked, and how long that takes.
 *
 * <p>The goals: 20,000 a second with an ack p99 of at most 25 ms; with {@code --wait} at most 1.5
 * times as long as a bare commit of SQLite, measured in turns with it.
 */
@Command(
    name = "Publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures how many messages are kept, acked, and how long that takes.")
public final class Publish implements Callable<Integer> {

  private static final double ENOUGH = 20_000;
  private static final double SHARE = 0.99;
  private static final double ACK_P99_MS = 25;
  private static final double TIMES_A_COMMIT = 1.5;
  private static final double RUSH = 2.0 / 3;
  private static final int TURN = 100;

  @Mixin private final ServerOptions servers = new ServerOptions();
  @Mixin private final PublishOptions options = new PublishOptions();
  private final Figures figures = new Figures();
  private final Goals goals = new Goals();

  private Publish() {}

  /** Runs once and ends the program: 0, or 1 when a goal was missed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Publish()).execute(args));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Path folder = servers.newFolder("publish");
    Troubles troubles;
    try (Stores store = Stores.start(options.store, folder);
        Contestant server = servers.start("publish", store.settings())) {
      figures.put("store", options.store.name());
      figures.put("payload_bytes", options.payloadBytes);
      troubles = options.isWaiting ? waitForEach(server, folder) : publish(server);
      Machine.describe(figures, new ServerProbe(server.pid()));
    }
    figures.put("first_trouble", troubles.first());
    System.out.print(figures.table());
    goals.atMost(0, "troubles", troubles.isNone() ? 0 : 1);
    if (options.json != null) {
      figures.write(options.json);
    }
    return goals.status();
  }

  private Troubles publish(Contestant server) throws IOException {
    ServerProbe probe = new ServerProbe(server.pid());
    Lanes lanes = new Lanes(options, server.url(), servers.key);
    try (lanes) {
      lanes.rush(Ticks.now() + Ticks.ofSeconds(options.warmupSeconds * RUSH));
      long from = Ticks.now() + Ticks.ofSeconds(options.warmupSeconds * (1 - RUSH));
      Window window = new Window(from, from + Ticks.ofSeconds(options.seconds));
      Thread watch = new Thread(() -> watch(window, lanes, probe), "watch");
      watch.start();
      lanes.publish(window);
      join(watch);
    }
    report(lanes);
    return lanes.troubles();
  }

  /** What happened in the window, seen at its ends. */
  private void watch(Window window, Lanes lanes, ServerProbe probe) {
    Ticks.waitUntil(window.fromNanos());
    Usage before = Usage.now(probe);
    long acked = lanes.acked();
    Ticks.waitUntil(window.toNanos());
    Usage usage = Usage.now(probe).since(before);
    double perSecond = (lanes.acked() - acked) / window.seconds();
    figures.put("acked_per_second", perSecond);
    figures.put(
        "server_cpu_us_per_ack", usage.serverSeconds() * 1e6 / perSecond / window.seconds());
    figures.put("server_cpu_cores", usage.serverSeconds() / window.seconds());
    figures.put("generator_cpu_cores", usage.generatorSeconds() / window.seconds());
    figures.put("other_cpu_cores", usage.otherSeconds() / window.seconds());
    double wanted = options.rate > 0 ? Math.min(options.rate * SHARE, ENOUGH * SHARE) : ENOUGH;
    goals.atLeast(wanted, "acked a second", perSecond);
  }

  private void report(Lanes lanes) {
    figures.put("publishers", options.publishers);
    figures.put("topics", options.topics);
    figures.put("rate_per_second", options.rate);
    figures.put("published", lanes.sent());
    figures.put("acked", lanes.acked());
    Histogram latency = lanes.latency();
    times("ack", latency);
    if (options.rate > 0) {
      goals.atMost(ACK_P99_MS, "ack p99 ms", latency.millisAt(0.99));
    }
  }

  private Troubles waitForEach(Contestant server, Path folder) throws IOException, SQLException {
    Histogram acked = new Histogram();
    Histogram bare = new Histogram();
    try (BareCommits commits = new BareCommits(folder.resolve("bare.db"), options.payloadBytes);
        WaitingPublisher publisher =
            new WaitingPublisher(server.url(), servers.key, options.payloadBytes)) {
      turns(options.warmupSeconds, publisher, new Histogram(), commits, new Histogram());
      turns(options.seconds, publisher, acked, commits, bare);
      times("ack", acked);
      times("bare", bare);
      double times = acked.millisAt(0.5) / bare.millisAt(0.5);
      figures.put("times_a_bare_commit", times);
      goals.atMost(TIMES_A_COMMIT, "an ack, times a bare commit", times);
      return publisher.troubles();
    }
  }

  private static void turns(
      double seconds,
      WaitingPublisher publisher,
      Histogram acked,
      BareCommits commits,
      Histogram bare)
      throws IOException, SQLException {
    long limit = Ticks.now() + Ticks.ofSeconds(seconds);
    while (Ticks.now() < limit && publisher.troubles().isNone()) {
      publisher.publish(TURN, acked);
      commits.commit(TURN, bare);
    }
  }

  private void times(String name, Histogram times) {
    figures.put(name + "_count", times.count());
    figures.put(name + "_p50_ms", times.millisAt(0.50));
    figures.put(name + "_p95_ms", times.millisAt(0.95));
    figures.put(name + "_p99_ms", times.millisAt(0.99));
    figures.put(name + "_max_ms", times.maxMillis());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
