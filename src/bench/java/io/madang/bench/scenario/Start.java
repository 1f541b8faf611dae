package io.madang.bench.scenario;

import io.madang.bench.Figures;
import io.madang.bench.Machine;
import io.madang.bench.ServerProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures how long a server takes from the start of its process to its first message.
 *
 * <p>Ways to start take turns; the goal is 1.2 s, as a median, by the best of them.
 */
@Command(
    name = "Start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures how long a server takes to its first answer and its first message.")
public final class Start implements Callable<Integer> {

  private static final double GOAL_SECONDS = 1.2;
  private static final double EVER = 1e9;

  /** What helps Java to start. */
  enum Way {
    /** Nothing. */
    PLAIN,
    /** One compiler, the quick one. */
    C1,
    /** An archive of the classes, made by a run before. */
    ARCHIVE,
    /** Both. */
    ARCHIVE_C1,
    /** What Java 25 keeps of a run before: classes, linked, and profiles. */
    AOT;

    List<String> training(Path file) {
      return switch (this) {
        case PLAIN, C1 -> List.of();
        case ARCHIVE -> List.of("-XX:ArchiveClassesAtExit=" + file);
        case ARCHIVE_C1 -> List.of("-XX:ArchiveClassesAtExit=" + file, "-XX:TieredStopAtLevel=1");
        case AOT -> List.of("-XX:AOTCacheOutput=" + file);
      };
    }

    List<String> options(Path file) {
      return switch (this) {
        case PLAIN -> List.of();
        case C1 -> List.of("-XX:TieredStopAtLevel=1");
        case ARCHIVE -> List.of("-XX:SharedArchiveFile=" + file);
        case ARCHIVE_C1 -> List.of("-XX:SharedArchiveFile=" + file, "-XX:TieredStopAtLevel=1");
        case AOT -> List.of("-XX:AOTCache=" + file);
      };
    }
  }

  /** A way with its archive, and what was measured. */
  private static final class Runner {
    final Way way;
    final Path data;
    final Path archive;
    final List<Double> toAnswer = new ArrayList<>();
    final List<Double> toMessage = new ArrayList<>();
    final List<Double> cpu = new ArrayList<>();

    Runner(Way way, Path folder) {
      this.way = way;
      this.data = folder.resolve(way.name());
      this.archive = folder.resolve(way.name() + ".archive");
    }
  }

  @Mixin private final ServerOptions servers = new ServerOptions();
  private final Figures figures = new Figures();
  private final Goals goals = new Goals();

  @Option(
      names = "--way",
      paramLabel = "WAY",
      split = ",",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); AOT needs Java 25")
  private List<Way> ways = List.of(Way.PLAIN, Way.C1, Way.ARCHIVE, Way.ARCHIVE_C1);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "of each way, twice a round (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--fresh",
      description = "with no data: the file is unpacked, the database made, as at the very first")
  private boolean isFresh;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here as well")
  private @Nullable Path json;

  private Start() {}

  /** Runs all rounds and ends the program: 0, or 1 when the goal was missed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Start()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = servers.newFolder("start");
    List<Runner> runners = ways.stream().map(way -> new Runner(way, folder)).toList();
    for (Runner runner : runners) {
      train(runner);
    }
    for (int round = 0; round < rounds; round++) {
      for (Runner runner : runners) {
        measure(runner);
      }
    }
    runners.forEach(this::report);
    Machine.describe(figures, new ServerProbe(null));
    figures.put("server_java", servers.java.toString());
    System.out.print(figures.table());
    double best = runners.stream().mapToDouble(r -> median(r.toMessage)).min().orElse(EVER);
    goals.atMost(GOAL_SECONDS, "seconds to the first message, best way", best);
    if (json != null) {
      figures.write(json);
    }
    return goals.status();
  }

  /** Runs once as it will be run, so that there is an archive, and data. */
  private void train(Runner runner) throws IOException {
    try (Launch launch = launch(runner, runner.way.training(runner.archive))) {
      launch.untilMessage();
    }
    if (!runner.way.options(runner.archive).isEmpty()
        && runner.way != Way.C1
        && !Files.exists(runner.archive)) {
      throw new IllegalStateException("no archive: " + servers.log("start"));
    }
  }

  private void measure(Runner runner) throws IOException {
    List<String> options = runner.way.options(runner.archive);
    try (Launch launch = launch(runner, options)) {
      Launch.Took took = launch.untilMessage();
      runner.toMessage.add(took.seconds());
      runner.cpu.add(took.cpuSeconds());
    }
    try (Launch launch = launch(runner, options)) {
      runner.toAnswer.add(launch.untilAnswer().seconds());
    }
  }

  private Launch launch(Runner runner, List<String> options) throws IOException {
    Path data = isFresh ? servers.newFolder("start-" + runner.way) : runner.data;
    List<String> command = servers.command(data, List.of());
    command.addAll(1, options);
    return new Launch(command, servers.log("start"));
  }

  private void report(Runner runner) {
    String name = runner.way.name().toLowerCase(Locale.ROOT);
    figures.put(name + "_to_message_s", median(runner.toMessage));
    figures.put(
        name + "_to_message_best_s", runner.toMessage.stream().min(Double::compare).orElse(EVER));
    figures.put(name + "_to_answer_s", median(runner.toAnswer));
    figures.put(name + "_cpu_s", median(runner.cpu));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
