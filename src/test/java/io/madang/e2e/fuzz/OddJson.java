package io.madang.e2e.fuzz;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes a JSON value with a few places gone wrong, where most faults hide: one step from what is
 * allowed. What comes out need not be JSON.
 *
 * <p>Threads: one.
 */
final class OddJson {
  private static final int ONE_IN = 8;

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-1",
          "1e400",
          "1e999999999",
          "1e-999999999",
          "9223372036854775808",
          "9007199254740993",
          "0.1e1",
          "01",
          ".5",
          "1.",
          "0x10",
          "NaN",
          "1".repeat(400),
          "1".repeat(20_000),
          "0." + "3".repeat(20_000),
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e\\u2066\"",
          "\"\\uffff\\ufeff\"",
          "\"\r\n\u001b[31m\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"open",
          "\"" + "long".repeat(200) + "\"",
          "\"" + "\uD55C".repeat(30_000) + "\"",
          "\"" + "x".repeat(70_000) + "\"",
          "\"chat/../market/x\"",
          "\"chat/a;b\"",
          "\"chat/%2e%2e\"",
          "\"inbox/somebody\"",
          "\"madang.access/log\"",
          "\"k3f9a1.7\"",
          "\"0.99999999999999999999\"",
          "\"-1.-1\"",
          "\"0.0\"",
          "[]",
          "{}",
          "{\"a\"}",
          "{,}",
          "[1,]",
          "/**/",
          "'single'",
          "[".repeat(31) + "]".repeat(31),
          "[".repeat(33) + "]".repeat(33),
          "[".repeat(30_000),
          "{\"a\":".repeat(33) + "1" + "}".repeat(33),
          "{\"a\":".repeat(9_000));

  private final Random random;

  OddJson(Random random) {
    this.random = random;
  }

  String of(JsonValue value) {
    if (random.nextInt(ONE_IN) == 0) {
      return ODD.get(random.nextInt(ODD.size()));
    }
    if (value instanceof JsonObject object) {
      return object.entrySet().stream()
          .map(this::member)
          .collect(Collectors.joining(",", "{", ending("}")));
    }
    if (value instanceof JsonArray array) {
      return array.stream().map(this::of).collect(Collectors.joining(",", "[", ending("]")));
    }
    return value.toString();
  }

  private String ending(String right) {
    return random.nextInt(40) == 0 ? "" : right;
  }

  private String member(Map.Entry<String, JsonValue> entry) {
    String written = "\"" + entry.getKey() + "\":" + of(entry.getValue());
    return switch (random.nextInt(30)) {
      case 0 -> written + "," + written; // twice
      case 1 -> "\"\":0," + written;
      case 2 -> "\"" + entry.getKey() + "\"";
      default -> written;
    };
  }
}
