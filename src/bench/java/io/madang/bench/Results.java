package io.madang.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The figures of many runs: of which peer, in which scenario, in which turn.
 *
 * <p>Peers that ran in one turn ran one after the other, so their ratios count, and the median of
 * those.
 *
 * <p>Threads: one.
 */
final class Results {

  private static final JsonObject NOTHING = Json.createObjectBuilder().build();

  private final List<Run> runs = new ArrayList<>();

  /** One run. */
  record Run(String peer, String title, String scenario, String turn, JsonObject figures) {}

  static Results read(Path file) throws IOException {
    Results results = new Results();
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
      for (JsonObject run :
          reader.readObject().getJsonArray("runs").getValuesAs(JsonObject.class)) {
        results.add(
            new Run(
                run.getString("peer"),
                run.getString("title"),
                run.getString("scenario"),
                run.getString("turn"),
                run.getJsonObject("figures")));
      }
    }
    return results;
  }

  void add(Run run) {
    runs.add(run);
  }

  void write(Path file) throws IOException {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Run run : runs) {
      all.add(
          Json.createObjectBuilder()
              .add("peer", run.peer)
              .add("title", run.title)
              .add("scenario", run.scenario)
              .add("turn", run.turn)
              .add("figures", run.figures));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Map<String, Object> pretty = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    try (JsonWriter writer =
        Json.createWriterFactory(pretty).createWriter(Files.newBufferedWriter(file))) {
      writer.write(Json.createObjectBuilder().add("runs", all).build());
    }
  }

  List<String> scenarios() {
    return runs.stream().map(Run::scenario).distinct().toList();
  }

  /** Returns the peers of a scenario with their titles, in the order in which they ran first. */
  Map<String, String> peers(String scenario) {
    Map<String, String> titles = new LinkedHashMap<>();
    of(scenario).forEach(run -> titles.putIfAbsent(run.peer, run.title));
    return titles;
  }

  /** Returns the figures of some run, for what is the same in all. */
  JsonObject any() {
    return runs.isEmpty() ? NOTHING : runs.get(0).figures;
  }

  /** Returns the median over the runs, NaN without one. */
  double median(String scenario, String peer, String figure) {
    return median(
        of(scenario)
            .filter(run -> run.peer.equals(peer))
            .mapToDouble(run -> Figures.number(run.figures, figure)));
  }

  /** Returns the median over the turns of how many times another peer's figure this one's is. */
  double ratio(String scenario, String peer, String other, String figure) {
    return median(
        of(scenario)
            .filter(run -> run.peer.equals(peer))
            .mapToDouble(
                run ->
                    Figures.number(run.figures, figure)
                        / Figures.number(inTurn(scenario, other, run.turn), figure)));
  }

  int turns(String scenario, String peer) {
    return (int) of(scenario).filter(run -> run.peer.equals(peer)).count();
  }

  private Stream<Run> of(String scenario) {
    return runs.stream().filter(run -> run.scenario.equals(scenario));
  }

  private JsonObject inTurn(String scenario, String peer, String turn) {
    return of(scenario)
        .filter(run -> run.peer.equals(peer) && run.turn.equals(turn))
        .map(Run::figures)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(NOTHING);
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
