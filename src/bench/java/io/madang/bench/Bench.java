package io.madang.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Holds Madang against other servers.
 *
 * <p>They run in turns, A B C A B C, each time as a new process on a free port; medians count.
 * Exits with 1 when a promise of Madang's was broken, or it got worse against a peer than in kept
 * results.
 */
@Command(
    name = "Bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Holds Madang against other servers.")
public final class Bench implements Callable<Integer> {

  /** The peer that the others are held against. */
  static final String MADANG = "madang";

  private static final double WORSE = 0.8;
  private static final double FIRST_RATE = 10;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "folders of src/bench/peers (default: all of them)")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--scenarios",
      split = ",",
      paramLabel = "NAME",
      description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private List<Scenario> scenarios = List.of(Scenario.STEADY);

  @Option(names = "--rounds", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description = "of a run before that warms a JVM up (default: ${DEFAULT-VALUE})")
  private double warmupSeconds = 20;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      description = {
        "published in each run before it is measured: the generator is cold at first, too",
        "(default: ${DEFAULT-VALUE})"
      })
  private double settleSeconds = 10;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "measured in each run (default: ${DEFAULT-VALUE})")
  private double seconds = 10;

  @Option(names = "--out", paramLabel = "DIR", description = "default: ${DEFAULT-VALUE}")
  private Path out = Path.of("target", "bench");

  @Option(
      names = "--append",
      description = "add to the results.json that is there; with --rounds 0 only tell of it")
  private boolean append;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "kept results; more than 20 %% worse against a peer is a failure")
  private @Nullable Path compare;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a setting for Madang")
  private List<String> settings = new ArrayList<>();

  private Bench() {}

  /** Runs all rounds and ends the program. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path kept = out.resolve("results.json");
    Results results = append && Files.exists(kept) ? Results.read(kept) : new Results();
    Trials trials = new Trials(out);
    List<Peer> contestants = rounds > 0 ? contestants() : List.of();
    for (Peer peer : contestants) {
      peer.install();
    }
    for (int round = 1; round <= rounds; round++) {
      String turn = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      for (Scenario scenario : scenarios) {
        for (Peer peer : contestants) {
          measure(trials, scenario, peer, turn).ifPresent(results::add);
          results.write(kept);
        }
      }
    }
    String table = new Table(results).text();
    Files.writeString(out.resolve("results.md"), table);
    System.out.print(table);
    return trials.areSound() && !isWorse(results) ? 0 : 1;
  }

  private List<Peer> contestants() throws IOException {
    List<Peer> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of("src", "bench", "peers"))) {
      for (Path folder : folders.sorted().toList()) {
        String name = String.valueOf(folder.getFileName());
        if (Files.exists(folder.resolve("peer.properties"))
            && (peers.isEmpty() || peers.contains(name))) {
          found.add(name.equals(MADANG) ? 0 : found.size(), Peer.in(folder));
        }
      }
    }
    for (String wanted : peers) {
      if (found.stream().noneMatch(peer -> peer.name().equals(wanted))) {
        throw new IllegalArgumentException("no peer " + wanted + " in src/bench/peers");
      }
    }
    return found;
  }

  private Optional<Results.Run> measure(Trials trials, Scenario scenario, Peer peer, String turn)
      throws IOException, InterruptedException {
    String name = peer.name() + "-" + scenario;
    System.out.println(turn + " " + name);
    List<String> options = new ArrayList<>(scenario.options());
    options.addAll(peer.generatorOptions());
    try (Contestant server = peer.start(peer.isMadang() ? madangSettings() : List.of())) {
      if (peer.warmsUp() && scenario != Scenario.MOST && warmupSeconds > 0) {
        List<String> warmup = new ArrayList<>(options);
        warmup.addAll(List.of("--warmup=0", "--seconds=" + warmupSeconds, "--drain=2"));
        trials.run(name + "-warm", server, scenario.warmRate(), warmup);
      }
      return figures(trials, scenario, name, server, options)
          .map(seen -> new Results.Run(peer.name(), peer.title(), scenario.toString(), turn, seen));
    }
  }

  private Optional<JsonObject> figures(
      Trials trials, Scenario scenario, String name, Contestant server, List<String> options)
      throws IOException, InterruptedException {
    if (scenario == Scenario.MOST) {
      options.addAll(List.of("--warmup=3", "--seconds=5", "--drain=3"));
      return new Most(trials, scenario.offered(1), FIRST_RATE, options).of(name, server);
    }
    options.addAll(List.of("--warmup=" + settleSeconds, "--seconds=" + seconds));
    return trials.run(name, server, scenario.rate(), options);
  }

  private List<String> madangSettings() {
    return settings.stream().flatMap(setting -> Stream.of("--set", setting)).toList();
  }

  private boolean isWorse(Results results) throws IOException {
    if (compare == null) {
      return false;
    }
    Map<String, Double> before = Table.advantages(Results.read(compare));
    boolean worse = false;
    for (Map.Entry<String, Double> now : Table.advantages(results).entrySet()) {
      Double then = before.get(now.getKey());
      if (then != null && now.getValue() < WORSE * then) {
        worse = true;
        System.out.printf(
            "WORSE: %s: %.2f times as good, was %.2f%n", now.getKey(), now.getValue(), then);
      }
    }
    return worse;
  }
}
