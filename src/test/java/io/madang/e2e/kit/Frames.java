package io.madang.e2e.kit;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

/** Frames of madang.v1 as text, written and read as a stranger would from the contract. */
public final class Frames {
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private Frames() {}

  /** Any JSON value. */
  public static JsonValue value(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /** One JSON object. */
  public static JsonObject object(String text) {
    return value(text).asJsonObject();
  }

  /** The frames of one text message: one a line. */
  public static List<JsonObject> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(Frames::object).toList();
  }

  /** A new object, to be filled. */
  public static JsonObjectBuilder build() {
    return BUILDERS.createObjectBuilder();
  }

  /** The text of a chat message. */
  static String textOf(JsonObject message) {
    return message.getJsonObject("body").getString("text");
  }

  /** The body of a chat message. */
  public static JsonObject text(String text) {
    return build().add("text", text).build();
  }

  /** A publish frame with a chat body. */
  public static String publish(String topic, String id, String text) {
    return build()
        .add("type", "publish")
        .add("topic", topic)
        .add("id", id)
        .add("body", text(text))
        .build()
        .toString();
  }

  /** What {@code POST /topics/{topic}/messages} takes, with a chat body. */
  public static String message(String id, String text) {
    return build().add("id", id).add("body", text(text)).build().toString();
  }

  /** A subscribe frame for what comes from now on. */
  public static String subscribe(String topic) {
    return build().add("type", "subscribe").add("topic", topic).build().toString();
  }

  /** A subscribe frame for everything after a cursor. */
  public static String subscribe(String topic, Cursor after) {
    return build()
        .add("type", "subscribe")
        .add("topic", topic)
        .add("cursor", after.toString())
        .build()
        .toString();
  }

  /** A subscribe frame for the newest messages and what comes. */
  public static String subscribeLast(String topic, int last) {
    return build()
        .add("type", "subscribe")
        .add("topic", topic)
        .add("last", last)
        .build()
        .toString();
  }

  /** The frame that asks for a pong. */
  public static String ping() {
    return "{\"type\":\"ping\"}";
  }

  /** Whether a frame is of a type. */
  public static boolean is(JsonObject frame, String type) {
    return frame.getString("type", "").equals(type);
  }
}
