package io.madang.bench.scenario;

import io.madang.bench.Child;
import io.madang.bench.Contestant;
import io.madang.bench.Figures;
import io.madang.bench.Machine;
import io.madang.bench.Ports;
import io.madang.bench.ProcessProbe;
import io.madang.bench.ServerProbe;
import io.madang.bench.Ticks;
import io.madang.bench.Trials;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures two servers that share a PostgreSQL and a Redis: all publish at one, and half of the
 * readers are at each.
 *
 * <p>The goals: all is delivered at the rate, and the p99 at the other server is at most 1.5 times
 * that of the one that was published at. It needs {@code redis-server}.
 */
@Command(
    name = "TwoServers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures two servers that share a PostgreSQL and a Redis.")
public final class TwoServers implements Callable<Integer> {

  private static final double TIMES_WITHIN = 1.5;
  private static final double SHARE = 0.98;
  private static final double REDIS_SECONDS = 10;

  @Mixin private final ServerOptions servers = new ServerOptions();
  private final Figures figures = new Figures();
  private final Goals goals = new Goals();

  @Option(
      names = "--readers",
      paramLabel = "N",
      description = "at both together (default: ${DEFAULT-VALUE})")
  private int readers = 1000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "messages a second (default: ${DEFAULT-VALUE})")
  private double rate = 1000;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description = "of a run before, at half the rate (default: ${DEFAULT-VALUE})")
  private double warmupSeconds = 30;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "published and measured (default: ${DEFAULT-VALUE})")
  private double seconds = 15;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here as well")
  private @Nullable Path json;

  private TwoServers() {}

  /** Runs once and ends the program: 0, or 1 when a goal was missed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new TwoServers()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = servers.newFolder("two");
    int port = Ports.free();
    List<String> redis = List.of("redis-server", "--port", "" + port, "--save", "");
    try (Child bells = Child.start(redis, servers.log("two-redis"));
        Stores store = Stores.start(Stores.Kind.POSTGRESQL, folder)) {
      awaitRedis(bells, port);
      List<String> settings = new ArrayList<>(store.settings());
      settings.add("madang.redis.url=redis://127.0.0.1:" + port);
      try (Contestant one = servers.start("two-one", settings);
          Contestant other = servers.start("two-other", settings)) {
        measure(one, other);
        Machine.describe(figures, new ServerProbe(one.pid()));
      }
    }
    System.out.print(figures.table());
    if (json != null) {
      figures.write(json);
    }
    return goals.status();
  }

  private void measure(Contestant one, Contestant other) throws IOException, InterruptedException {
    Trials trials = new Trials(servers.out);
    trials.run("two-warm", one, rate / 2, options(other, "--seconds=" + warmupSeconds));
    double cpu = new ProcessProbe(other.pid()).cpuSeconds();
    JsonObject seen =
        trials
            .run("two", one, rate, options(other, "--seconds=" + seconds))
            .orElseThrow(() -> new IllegalStateException("the generator did not end"));
    figures.put("readers", readers);
    figures.put("rate_per_second", rate);
    for (String name :
        List.of(
            "deliveries_per_second",
            "here_latency_p50_ms",
            "here_latency_p99_ms",
            "other_latency_p50_ms",
            "other_latency_p99_ms",
            "ack_p99_ms",
            "server_cpu_cores",
            "generator_cpu_cores",
            "other_cpu_cores",
            "violations",
            "undelivered")) {
      figures.put(name, Figures.number(seen, name));
    }
    figures.put("other_server_cpu_s", new ProcessProbe(other.pid()).cpuSeconds() - cpu);
    double delivered = Figures.number(seen, "deliveries_per_second");
    goals.atLeast(SHARE * rate * readers, "deliveries a second", delivered);
    goals.atMost(
        TIMES_WITHIN,
        "p99 at the other server, times that of this one",
        Figures.number(seen, "other_latency_p99_ms") / Figures.number(seen, "here_latency_p99_ms"));
    goals.atMost(0, "violations", trials.areSound() ? 0 : 1);
  }

  private List<String> options(Contestant other, String more) {
    return List.of(
        "--readers=" + readers, "--other-url=" + other.url(), "--key=" + servers.key, more);
  }

  private static void awaitRedis(Child redis, int port) {
    long limit = Ticks.now() + Ticks.ofSeconds(REDIS_SECONDS);
    while (!answers(port)) {
      if (!redis.isAlive() || Ticks.now() > limit) {
        throw new IllegalStateException("redis-server does not start; is it installed?");
      }
      Ticks.waitUntil(Ticks.now() + Ticks.ofSeconds(0.1));
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
