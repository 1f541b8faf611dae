package io.madang.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts generators, each as a process of its own, and reads what they wrote.
 *
 * <p>Every run leaves its JSON and its log in the directory.
 *
 * <p>Threads: one.
 */
public final class Trials {

  private static final long RUN_SECONDS = 240;
  private static final String GENERATOR_HEAP = "-Xmx2g";

  private final Path directory;
  private boolean isSound = true;

  /**
   * Prepares trials.
   *
   * @param directory where files go
   */
  public Trials(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** Measures a server at a rate; without figures when the generator could not finish. */
  public Optional<JsonObject> run(String name, Contestant server, double rate, List<String> options)
      throws IOException, InterruptedException {
    Path json = directory.resolve(name + ".json");
    Files.deleteIfExists(json);
    try (Child generator =
        Child.start(command(server, rate, options, json), directory.resolve(name + ".txt"))) {
      if (generator.await(RUN_SECONDS).isEmpty()) {
        System.out.println(name + ": not done after " + RUN_SECONDS + " s, no figures");
      }
    }
    if (!Files.exists(json)) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(json))) {
      JsonObject figures = reader.readObject();
      isSound &= Figures.number(figures, "violations") == 0;
      return Optional.of(figures);
    }
  }

  /** Says whether no generator saw a hole, a repeat or a step back in a log. */
  public boolean areSound() {
    return isSound;
  }

  private static List<String> command(
      Contestant server, double rate, List<String> options, Path json) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(GENERATOR_HEAP, "-cp", System.getProperty("java.class.path")));
    command.add(FanOut.class.getName());
    command.addAll(options);
    command.addAll(List.of("--url", server.url().toString(), "--rate", Double.toString(rate)));
    command.addAll(List.of("--pid", Long.toString(server.pid()), "--json", json.toString()));
    return command;
  }
}
