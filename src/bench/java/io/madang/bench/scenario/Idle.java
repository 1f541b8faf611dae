package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import io.madang.bench.Dialer;
import io.madang.bench.Figures;
import io.madang.bench.Machine;
import io.madang.bench.Memory;
import io.madang.bench.ProcessProbe;
import io.madang.bench.ServerProbe;
import io.madang.bench.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures what clients cost who wait, before and after they heard a message.
 *
 * <p>The goals, in KiB of live heap each: WebSockets 10 idle and 14 after a message with {@code
 * java -jar}, 20 on Tomcat with our configuration, 45 without; streams and polls 20.
 */
@Command(
    name = "Idle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures what clients cost who wait, before and after they heard a message.")
public final class Idle implements Callable<Integer> {

  private static final int FIRST = 100;
  private static final int PER_ADDRESS = 150;
  private static final double PATIENCE_SECONDS = 60;
  private static final double LOOK_SECONDS = 0.1;
  private static final String TOPIC = "chat/idle";

  /** What the server runs in. */
  enum Container {
    JAR,
    TOMCAT,
    TOMCAT_PLAIN
  }

  @Mixin private final ServerOptions servers = new ServerOptions();
  private final Figures figures = new Figures();
  private final Goals goals = new Goals();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Crowd.Kind kind = Crowd.Kind.WEBSOCKET;

  @Option(
      names = "--in",
      paramLabel = "CONTAINER",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Container container = Container.JAR;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = {
        "default: ${DEFAULT-VALUE}; needs as many open files (ulimit -n);",
        "Tomcat as it comes takes 8,192"
      })
  private int connections = 10_000;

  @Option(
      names = "--tomcat",
      paramLabel = "DIR",
      description = "an unpacked Tomcat (default: ${DEFAULT-VALUE})")
  private Path tomcat = Path.of("target", "bench-containers", "tomcat");

  @Option(names = "--tomcat-config", paramLabel = "DIR", description = "default: ${DEFAULT-VALUE}")
  private Path config = Path.of("server-config", "tomcat");

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here as well")
  private @Nullable Path json;

  private Idle() {}

  /** Runs once and ends the program: 0, or 1 when a goal was missed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Idle()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    figures.put("kind", kind.name());
    figures.put("container", container.name());
    figures.put("connections", connections);
    try (Contestant server = start()) {
      Site site = new Site(server.url(), servers.key);
      Dialer dialer = new Dialer(server.url(), PER_ADDRESS);
      ServerProbe probe = new ServerProbe(server.pid());
      try (Crowd first = Crowd.of(kind)) {
        gather(first, dialer, site, FIRST);
        tell(first, site, FIRST);
      }
      await(() -> site.connections() == 0, "the first to be gone");
      measure(dialer, site, probe, new ProcessProbe(server.pid()));
      Machine.describe(figures, probe);
    }
    System.out.print(figures.table());
    judge();
    if (json != null) {
      figures.write(json);
    }
    return goals.status();
  }

  private Contestant start() throws IOException {
    List<String> settings = List.of("madang.limits.connections=" + 2 * connections);
    return container == Container.JAR
        ? servers.start("idle", settings)
        : new Tomcat(tomcat, container == Container.TOMCAT ? config : null)
            .start(servers, "idle-tomcat", settings);
  }

  private void measure(Dialer dialer, Site site, ServerProbe probe, ProcessProbe process)
      throws IOException {
    Memory before = probe.memory();
    figures.put("heap_mib_before", before.heapBytes() / (1 << 20));
    figures.put("threads_before", process.threads());
    try (Crowd crowd = Crowd.of(kind)) {
      gather(crowd, dialer, site, connections);
      report("idle", before, probe.memory());
      tell(crowd, site, connections);
      report("after_message", before, probe.memory());
      figures.put("threads", process.threads());
      figures.put("first_trouble", crowd.trouble());
      goals.atMost(0, "troubles", crowd.trouble().isEmpty() ? 0 : 1);
    }
  }

  private void gather(Crowd crowd, Dialer dialer, Site site, int count) throws IOException {
    crowd.open(dialer, TOPIC, count);
    await(() -> site.connections() >= count, count + " connections; " + crowd.trouble());
  }

  /** Everybody hears one message; those who poll ask again. */
  private static void tell(Crowd crowd, Site site, int count) throws IOException {
    site.publish(TOPIC, "{\"text\":\"" + "x".repeat(100) + "\"}");
    await(() -> crowd.heard() >= count, count + " to hear the message; " + crowd.trouble());
    await(() -> site.connections() >= count, count + " connections again; " + crowd.trouble());
  }

  private void report(String when, Memory before, Memory now) {
    figures.put("heap_kib_each_" + when, now.heapKibSince(before, connections));
    figures.put("rss_kib_each_" + when, now.rssKibSince(before, connections));
    figures.put("rss_mib_" + when, now.rssBytes() / (1 << 20));
  }

  private void judge() {
    boolean isSocket = kind == Crowd.Kind.WEBSOCKET;
    double idle = 20;
    double after = 20;
    if (isSocket && container == Container.JAR) {
      idle = 10;
      after = 14;
    } else if (isSocket && container == Container.TOMCAT_PLAIN) {
      idle = 45;
      after = 45;
    }
    goals.atMost(idle, "KiB each, idle", figures.get("heap_kib_each_idle"));
    goals.atMost(after, "KiB each, after a message", figures.get("heap_kib_each_after_message"));
  }

  private static void await(BooleanSupplier condition, String what) {
    long limit = Ticks.now() + Ticks.ofSeconds(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (Ticks.now() > limit) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      Ticks.waitUntil(Ticks.now() + Ticks.ofSeconds(LOOK_SECONDS));
    }
  }
}
