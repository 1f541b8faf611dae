package io.madang.bench;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Figures with names, in order: a table for people, JSON for programs.
 *
 * <p>A unit is in the name. NaN means that it could not be measured: "-" and {@code null}.
 */
public final class Figures {

  private final Map<String, Object> values = new LinkedHashMap<>();

  public void put(String name, double value) {
    values.put(name, value);
  }

  public void put(String name, long value) {
    values.put(name, value);
  }

  public void put(String name, String value) {
    values.put(name, value);
  }

  /** Returns a number that was put, or NaN. */
  public double get(String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  public String table() {
    StringBuilder table = new StringBuilder();
    values.forEach((name, value) -> table.append(row(name, value)));
    return table.toString();
  }

  /** Returns them as an object, in order. */
  public JsonObject json() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    values.forEach((name, value) -> add(json, name, value));
    return json.build();
  }

  public void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(json().toString());
      out.write('\n');
    }
  }

  /** Returns a figure of those that were written, NaN when it could not be measured. */
  public static double number(JsonObject written, String name) {
    return written.get(name) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
  }

  private static String row(String name, Object value) {
    return String.format(Locale.ROOT, "%-28s %s%n", name.replace('_', ' '), text(value));
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      String format = Math.abs(number) < 1000 ? "%.2f" : "%,.0f";
      return number.isNaN() ? "-" : String.format(Locale.ROOT, format, number);
    }
    return value instanceof Long number
        ? String.format(Locale.ROOT, "%,d", number)
        : value.toString();
  }

  private static void add(JsonObjectBuilder json, String name, Object value) {
    if (value instanceof Long number) {
      json.add(name, number);
    } else if (!(value instanceof Double number)) {
      json.add(name, value.toString());
    } else if (number.isNaN() || number.isInfinite()) {
      json.addNull(name);
    } else {
      json.add(name, Math.round(number * 1000) / 1000.0);
    }
  }
}
