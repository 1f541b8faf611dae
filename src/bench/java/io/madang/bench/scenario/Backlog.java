package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import io.madang.bench.Figures;
import io.madang.bench.Machine;
import io.madang.bench.ServerProbe;
import io.madang.bench.Ticks;
import java.io.IOException;
import java.nio.file.Files;
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
 * Measures a reader that is a million messages behind, and what others notice of it.
 *
 * <p>The goals: 200,000 messages a second, at most 32 MiB of live heap more than before, and a p99
 * of the others that is not worse than without.
 */
@Command(
    name = "Backlog",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures a reader that is far behind, and what others notice of it.")
public final class Backlog implements Callable<Integer> {

  private static final double PER_SECOND = 200_000;
  private static final double MORE_MIB = 32;
  private static final double NOISE_MS = 5;
  private static final double SLICE_SECONDS = 1;
  private static final String TOPIC = "chat/publish-0";

  @Mixin private final ServerOptions servers = new ServerOptions();
  private final Figures figures = new Figures();
  private final Goals goals = new Goals();

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "how far behind, about (default: ${DEFAULT-VALUE})")
  private long messages = 1_000_000;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      description = "text in each body (default: ${DEFAULT-VALUE})")
  private int payloadBytes = 100;

  @Option(
      names = "--readers",
      paramLabel = "N",
      description = "others, who read another topic meanwhile (default: ${DEFAULT-VALUE})")
  private int readers = 100;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "messages a second that those get (default: ${DEFAULT-VALUE})")
  private double rate = 100;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "the others are measured so long, each time (default: ${DEFAULT-VALUE})")
  private double seconds = 10;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here as well")
  private @Nullable Path json;

  private Backlog() {}

  /** Runs once and ends the program: 0, or 1 when a goal was missed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Backlog()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String keep = "madang.retention.chat.messages=" + 100 * messages;
    Files.createDirectories(servers.out);
    Files.deleteIfExists(collections());
    servers.javaOptions = new ArrayList<>(servers.javaOptions);
    servers.javaOptions.add(Peak.option(collections()));
    try (Contestant server = servers.start("backlog", List.of(keep))) {
      ServerProbe probe = new ServerProbe(server.pid());
      fill(server);
      Late late = new Late(server.url(), new Site(server.url(), servers.key), TOPIC);
      figures.put("messages", late.read(0).messages());
      alone(late, probe);
      watched(late, probe);
      beside(server, late);
      figures.put("first_trouble", late.trouble());
      goals.atMost(0, "troubles", late.trouble().isEmpty() ? 0 : 1);
      Machine.describe(figures, probe);
    }
    System.out.print(figures.table());
    if (json != null) {
      figures.write(json);
    }
    return goals.status();
  }

  private Path collections() {
    return servers.out.resolve("backlog-gc.log");
  }

  private void fill(Contestant server) throws IOException {
    PublishOptions fast = new PublishOptions();
    fast.payloadBytes = payloadBytes;
    long begun = Ticks.now();
    try (Lanes lanes = new Lanes(fast, server.url(), servers.key)) {
      while (lanes.acked() < messages && lanes.troubles().isNone()) {
        lanes.rush(Ticks.now() + Ticks.ofSeconds(SLICE_SECONDS));
      }
      if (!lanes.troubles().isNone()) {
        throw new IllegalStateException(lanes.troubles().first());
      }
    }
    figures.put("filled_in_s", (Ticks.now() - begun) / 1e9);
  }

  /** Nobody else does anything. */
  private void alone(Late late, ServerProbe probe) throws IOException {
    double cpu = probe.cpuSeconds();
    Late.Read read = late.read(0);
    figures.put("messages_per_second", read.perSecond());
    figures.put("server_cpu_us_per_message", (probe.cpuSeconds() - cpu) * 1e6 / read.messages());
    goals.atLeast(PER_SECOND, "messages a second", read.perSecond());
  }

  /** With a full collection again and again, which makes it slower and shows what lives. */
  private void watched(Late late, ServerProbe probe) throws IOException {
    Peak peak = new Peak(probe, collections());
    peak.start();
    late.read(0);
    peak.end();
    double more = peak.mib() - peak.mibBefore();
    figures.put("heap_mib_before", peak.mibBefore());
    figures.put("heap_mib_more", more);
    figures.put("heap_samples", peak.samples());
    goals.atMost(MORE_MIB, "MiB of heap more", more);
  }

  /** The others without and with somebody who catches up again and again. */
  private void beside(Contestant server, Late late) throws IOException, InterruptedException {
    Others others = new Others(servers, server, readers, rate, seconds);
    others.run("backlog-warm");
    double without = others.run("backlog-without").p99Ms();
    Thread reading = new Thread(late::readOn, "late");
    reading.start();
    Others.Seen seen = others.run("backlog-with");
    late.stop();
    reading.join();
    figures.put("others_p99_without_ms", without);
    figures.put("others_p99_with_ms", seen.p99Ms());
    figures.put("others_deliveries_per_second", seen.deliveriesPerSecond());
    figures.put("times_read_meanwhile", late.timesRead());
    goals.atMost(without + NOISE_MS, "p99 of the others, ms", seen.p99Ms());
  }
}
