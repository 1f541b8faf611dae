package io.madang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts servers and generators, each as a process of its own, and collects the figures.
 *
 * <p>Every run leaves its JSON and its log in the directory.
 *
 * <p>Threads: one.
 */
final class Trials {

  private static final long RUN_SECONDS = 240;
  private static final String GENERATOR_HEAP = "-Xmx512m";

  private final Path directory;
  private final List<String> generatorOptions;
  private final Results results = new Results();

  /**
   * Prepares trials.
   *
   * @param directory where files go
   * @param generatorOptions options for every {@link FanOut}
   */
  Trials(Path directory, List<String> generatorOptions) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.generatorOptions = List.copyOf(generatorOptions);
  }

  /** Returns the command that runs a program of this class path. */
  static List<String> java(List<String> javaOptions, Class<?> program) {
    List<String> command = java(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }

  /** Returns the beginning of a command: this very Java with some options. */
  static List<String> java(List<String> javaOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    return command;
  }

  Contestant start(String name, List<String> command) throws IOException {
    return Contestant.start(name, command, directory.resolve(name + ".log"));
  }

  /** Measures a server at a rate; the figures are added to the results under this name. */
  void run(String name, Contestant server, double rate) throws IOException, InterruptedException {
    Path json = directory.resolve(name + ".json");
    List<String> command = java(List.of(GENERATOR_HEAP), FanOut.class);
    command.addAll(generatorOptions);
    command.addAll(List.of("--url", server.url().toString(), "--rate", Double.toString(rate)));
    command.addAll(List.of("--pid", Long.toString(server.pid()), "--json", json.toString()));
    Files.deleteIfExists(json);
    try (Child generator = Child.start(command, directory.resolve(name + ".txt"))) {
      int status = generator.await(RUN_SECONDS);
      if (status > 1 || !Files.exists(json)) {
        throw new IllegalStateException(name + " failed with status " + status);
      }
    }
    results.add(name.replaceFirst("-[^-]*$", ""), json);
  }

  Results results() {
    return results;
  }
}
