package io.madang.checker;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One line of a history.
 *
 * @param at microseconds of a monotonic clock that all who wrote share
 */
record Entry(long at, String who, String did, JsonObject rest) {

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  /** All lines of a file, in the order of their time. */
  static List<Entry> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(Entry::of).sorted(Comparator.comparingLong(Entry::at)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry of(String line) {
    try (JsonReader reader = READERS.createReader(new StringReader(line))) {
      JsonObject all = reader.readObject();
      return new Entry(
          all.getJsonNumber("at").longValue(), all.getString("who"), all.getString("did"), all);
    }
  }

  boolean did(String what) {
    return did.equals(what);
  }

  String text(String key) {
    return rest.getString(key);
  }

  String topic() {
    return text("topic");
  }

  Place place() {
    return Place.of(text("cursor"));
  }

  /** The message that it is about. */
  Said said() {
    return new Said(topic(), text("sender"), text("id"));
  }

  boolean has(String key) {
    return rest.containsKey(key);
  }

  List<String> names(String key) {
    JsonArray names = rest.getJsonArray(key);
    return names == null
        ? List.of()
        : names.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }
}
