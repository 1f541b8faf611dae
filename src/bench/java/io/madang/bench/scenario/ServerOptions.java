package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Option;

/** The server that a scenario starts for itself. Picocli fills the fields; nobody else does. */
final class ServerOptions {

  /** The publish key of every server that a scenario starts: it stands above all rates. */
  final String key = UUID.randomUUID().toString();

  @Option(names = "--war", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
  Path war = Path.of("target", "madang.war");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "for data and logs (default: ${DEFAULT-VALUE})")
  Path out = Path.of("target", "bench");

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a setting of the server")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--java",
      paramLabel = "DIR",
      description = "a Java to run the server with (default: ${DEFAULT-VALUE})")
  Path java = Path.of(System.getProperty("java.home"));

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "for the server (default: ${DEFAULT-VALUE})")
  List<String> javaOptions = List.of("-Xmx1g");

  /**
   * Starts Madang with an empty folder for data and without the simulated market, which is an
   * application of its own; waits until it answers.
   */
  Contestant start(String name, List<String> moreSettings) throws IOException {
    List<String> all = new ArrayList<>(List.of("madang.market.simulate=false"));
    all.addAll(moreSettings);
    return Contestant.start(name, command(newFolder(name), all), log(name));
  }

  /** Returns the command that runs Madang, without a port. */
  List<String> command(Path data, List<String> moreSettings) {
    List<String> command = javaCommand();
    command.addAll(List.of("-jar", war.toString(), "--data", data.toString()));
    command.addAll(List.of("--set", "madang.publish-key=" + key));
    moreSettings.forEach(setting -> command.addAll(List.of("--set", setting)));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    return command;
  }

  /** Returns the beginning of a command: the Java asked for, with the options asked for. */
  List<String> javaCommand() {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin").resolve("java").toString());
    command.addAll(javaOptions);
    return command;
  }

  /** Makes an empty folder that nobody else uses. */
  Path newFolder(String name) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(out), name + "-");
  }

  Path log(String name) {
    return out.resolve(name + ".log");
  }
}
