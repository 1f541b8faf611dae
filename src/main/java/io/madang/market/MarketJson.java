package io.madang.market;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** Makes JSON objects without looking for the library each time. Threads: any. */
final class MarketJson {

  private static final JsonBuilderFactory FACTORY = Json.createBuilderFactory(Map.of());

  private MarketJson() {}

  static JsonObjectBuilder object() {
    return FACTORY.createObjectBuilder();
  }
}
