package io.madang.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of many runs, by the name of what was run. */
final class Results {

  private final Map<String, List<JsonObject>> runs = new LinkedHashMap<>();

  /** Takes what {@link FanOut} wrote. */
  void add(String name, Path json) throws IOException {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(json))) {
      runs.computeIfAbsent(name, unused -> new ArrayList<>()).add(reader.readObject());
    }
  }

  /** Returns the median over the runs, the lower one of an even number. */
  double median(String name, String figure) {
    List<Double> values = values(name, figure);
    return values.isEmpty() ? Double.NaN : values.get((values.size() - 1) / 2);
  }

  double greatest(String name, String figure) {
    List<Double> values = values(name, figure);
    return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
  }

  private List<Double> values(String name, String figure) {
    return runs.getOrDefault(name, List.of()).stream()
        .filter(run -> !run.isNull(figure))
        .map(run -> run.getJsonNumber(figure).doubleValue())
        .sorted()
        .toList();
  }
}
