package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import io.madang.bench.Figures;
import io.madang.bench.Machine;
import io.madang.bench.Most;
import io.madang.bench.ServerProbe;
import io.madang.bench.Ticks;
import io.madang.bench.Trials;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures what grows with readers, topics, bodies and history, and draws it.
 *
 * <p>At each size: latency at a rate that is far from the most, then the most. With history also
 * what the newest page takes. Exits with 1 when a promise was broken.
 */
@Command(
    name = "Growth",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures what grows with readers, topics, bodies and history, and draws it.")
public final class Growth implements Callable<Integer> {

  private static final double SLICE_SECONDS = 1;
  private static final int PAGES = 300;

  /** The largest size and its publishers are more than the default. */
  private static final int CONNECTIONS = 12_000;

  /** Of more topics than that each speaks in several: a process may have 20,000 files. */
  private static final int MOST_PUBLISHERS = 1_000;

  private static final int PAGE = 50;
  private static final String TOPIC = "chat/publish-0";

  @Mixin private final ServerOptions servers = new ServerOptions();

  @Option(
      names = "--axis",
      paramLabel = "NAME",
      split = ",",
      description = "some of ${COMPLETION-CANDIDATES} (default: all)")
  private List<Axis> axes = List.of(Axis.values());

  @Option(
      names = "--most-size",
      paramLabel = "N",
      description = "leave out what is larger (default: ${DEFAULT-VALUE})")
  private long largest = 10_000_000;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "measured at each size (default: ${DEFAULT-VALUE})")
  private double seconds = 8;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "figures, added to those that are there (default: ${DEFAULT-VALUE})")
  private Path results = Path.of("target", "bench", "growth.json");

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "where to draw (default: ${DEFAULT-VALUE})")
  private Path plots = Path.of("target", "bench");

  @Option(names = "--only-draw", description = "draw the results that are there")
  private boolean onlyDraws;

  private Growth() {}

  /** Runs once and ends the program: 0, or 1 when a promise was broken. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Growth()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(servers.out);
    GrowthResults kept = GrowthResults.in(results);
    Trials trials = new Trials(servers.out);
    for (Axis axis : onlyDraws ? List.<Axis>of() : axes) {
      kept.forget(axis);
      grow(axis, trials, kept);
    }
    for (Axis axis : Axis.values()) {
      new GrowthPlot(axis, kept.of(axis)).draw(plots);
    }
    return trials.areSound() ? 0 : 1;
  }

  private void grow(Axis axis, Trials trials, GrowthResults kept)
      throws IOException, InterruptedException {
    List<String> settings =
        List.of(
            "madang.retention.chat.messages=1000000000",
            "madang.limits.connections=" + CONNECTIONS);
    try (Contestant server = servers.start("growth-" + axis, settings)) {
      Site site = new Site(server.url(), servers.key);
      boolean isFirst = true;
      for (long size : axis.sizes()) {
        if (size <= largest) {
          if (axis == Axis.HISTORY) {
            fill(server, site, size);
          }
          if (isFirst) {
            trials.run("growth-warm", server, 500, options(axis.at(500), "--seconds=20"));
          }
          isFirst = false;
          kept.put(axis, size, measure(axis, size, server, site, trials));
          kept.write();
        }
      }
    }
  }

  private Figures measure(Axis axis, long size, Contestant server, Site site, Trials trials)
      throws IOException, InterruptedException {
    Axis.Load load = axis.at(size);
    String name = "growth-" + axis + "-" + size;
    Figures figures = new Figures();
    Optional<JsonObject> calm =
        trials.run(name, server, load.rate(), options(load, "--warmup=3", "--seconds=" + seconds));
    calm.ifPresent(
        seen -> {
          figures.put("rate_per_second", load.rate());
          take(seen, figures, "latency_p50_ms", "latency_p99_ms", "server_cpu_us_per_delivery");
        });
    if (axis == Axis.HISTORY) {
      figures.put("newest_page_ms", newestPage(site));
    }
    List<String> climb = options(load, "--warmup=2", "--seconds=4", "--drain=3");
    Most most = new Most(trials, load.readersOfEach(), load.firstRate(), climb);
    most.of(name + "-most", server)
        .ifPresent(
            seen -> {
              figures.put("most_rate_per_second", Figures.number(seen, "rate_per_second"));
              take(seen, figures, "deliveries_per_second", "generator_cpu_cores");
            });
    Machine.describe(figures, new ServerProbe(server.pid()));
    System.out.printf("%s, %,d:%n%s", axis.title(), size, figures.table());
    return figures;
  }

  private static void take(JsonObject seen, Figures figures, String... names) {
    for (String name : names) {
      figures.put(name, Figures.number(seen, name));
    }
  }

  private List<String> options(Axis.Load load, String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--readers=" + load.readers());
    options.add("--topics=" + load.topics());
    if (load.topics() > MOST_PUBLISHERS) {
      options.add("--publishers=" + MOST_PUBLISHERS);
    }
    options.add("--payload=" + load.bodyBytes());
    options.add("--topic=" + TOPIC);
    options.add("--key=" + servers.key);
    return options;
  }

  /** Publishes until the topic holds so many messages, about. */
  private void fill(Contestant server, Site site, long size) throws IOException {
    PublishOptions fast = new PublishOptions();
    long missing = size - Late.head(site, TOPIC).offset();
    if (missing <= 0) {
      return;
    }
    try (Lanes lanes = new Lanes(fast, server.url(), servers.key)) {
      while (lanes.acked() < missing && lanes.troubles().isNone()) {
        lanes.rush(Ticks.now() + Ticks.ofSeconds(SLICE_SECONDS));
      }
      if (!lanes.troubles().isNone()) {
        throw new IllegalStateException(lanes.troubles().first());
      }
    }
  }

  /** Returns the median time of the newest page over HTTP, with nobody else there. */
  private static double newestPage(Site site) throws IOException {
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      long begun = Ticks.now();
      site.get("topics/" + TOPIC + "/messages?limit=" + PAGE);
      took.add((Ticks.now() - begun) / 1e6);
    }
    return took.stream().sorted().toList().get(PAGES / 2);
  }
}
