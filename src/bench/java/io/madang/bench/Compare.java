package io.madang.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Holds Madang against a bare broadcast on the same engine.
 *
 * <p>The two run in turns, A B A B, each time as a new process on a free port with the same Java
 * options, warmed up at the same rate; medians count. Exits with 1 when a goal was missed.
 */
@Command(
    name = "Compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Holds Madang against a bare broadcast on the same engine.")
public final class Compare implements Callable<Integer> {

  private static final double WARM_RATE = 200;

  @Option(names = "--war", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
  private Path war = Path.of("target", "madang.war");

  @Option(names = "--out", paramLabel = "DIR", description = "default: ${DEFAULT-VALUE}")
  private Path out = Path.of("target", "bench");

  @Option(names = "--rounds", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(names = "--readers", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int readers = 500;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "messages a second for both (default: ${DEFAULT-VALUE})")
  private double rate = 50;

  @Option(
      names = "--high-rate",
      paramLabel = "N",
      description = "messages a second for Madang alone; 0 for none (default: ${DEFAULT-VALUE})")
  private double highRate = 2000;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "measured in each run (default: ${DEFAULT-VALUE})")
  private double seconds = 10;

  @Option(names = "--key", paramLabel = "KEY", description = "Madang's publish key")
  private String key = "";

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a setting for Madang")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "for both servers (default: ${DEFAULT-VALUE})")
  private List<String> javaOptions = List.of("-Xmx1g");

  private Compare() {}

  /** Runs all rounds and ends the program: 0, or 1 when a goal was missed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Compare()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Trials trials = new Trials(out, generatorOptions());
    for (int round = 1; round <= rounds; round++) {
      try (Contestant madang = trials.start("madang", madangCommand(round))) {
        measure(trials, madang, round);
        if (highRate > 0) {
          trials.run("madang-high-" + round, madang, highRate);
        }
      }
      try (Contestant bare = trials.start("bare", bareCommand())) {
        measure(trials, bare, round);
      }
    }
    return new Verdict(trials.results(), readers * highRate).print();
  }

  private void measure(Trials trials, Contestant server, int round)
      throws IOException, InterruptedException {
    System.out.println("round " + round + ": " + server.name());
    trials.run(server.name() + "-warm-" + round, server, WARM_RATE);
    trials.run(server.name() + "-low-" + round, server, rate);
  }

  private List<String> generatorOptions() {
    List<String> common = List.of("--readers=" + readers, "--seconds=" + seconds);
    return key.isEmpty() ? common : List.of(common.get(0), common.get(1), "--key=" + key);
  }

  private List<String> madangCommand(int round) {
    List<String> command = Trials.java(javaOptions);
    Path data = out.resolve("data-" + ProcessHandle.current().pid() + "-" + round);
    command.addAll(List.of("-jar", war.toString(), "--data", data.toString()));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    return command;
  }

  private List<String> bareCommand() {
    return Trials.java(javaOptions, BareBroadcast.class);
  }
}
