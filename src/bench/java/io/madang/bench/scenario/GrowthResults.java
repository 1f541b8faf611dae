package io.madang.bench.scenario;

import io.madang.bench.Figures;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Figures of each axis at each size, kept in a file: {@code [{"axis": …, "size": …, …}]}. */
final class GrowthResults {

  private final Path file;
  private final List<JsonObject> all = new ArrayList<>();

  private GrowthResults(Path file) {
    this.file = file;
  }

  /** Reads what a file holds, if it is there. */
  static GrowthResults in(Path file) throws IOException {
    GrowthResults found = new GrowthResults(file);
    if (Files.exists(file)) {
      try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
        reader.readArray().forEach(one -> found.all.add(one.asJsonObject()));
      }
    }
    return found;
  }

  void forget(Axis axis) {
    all.removeIf(one -> one.getString("axis").equals(axis.toString()));
  }

  void put(Axis axis, long size, Figures figures) {
    all.add(
        Json.createObjectBuilder()
            .add("axis", axis.toString())
            .add("size", size)
            .addAll(Json.createObjectBuilder(figures.json()))
            .build());
  }

  /** Returns the figures of an axis, from the smallest size on. */
  List<JsonObject> of(Axis axis) {
    return all.stream().filter(one -> one.getString("axis").equals(axis.toString())).toList();
  }

  void write() throws IOException {
    var writers = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
    try (JsonWriter writer = writers.createWriter(Files.newBufferedWriter(file))) {
      writer.writeArray(Json.createArrayBuilder((List<? extends JsonValue>) all).build());
    }
  }
}
