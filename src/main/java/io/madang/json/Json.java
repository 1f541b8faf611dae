package io.madang.json;

import io.madang.core.JsonText;
import io.madang.core.Refusal;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyOrderStrategy;
import org.jspecify.annotations.Nullable;

/**
 * JSON in and out, with clear refusals for what is not as it should be.
 *
 * <p>Threads: any; immutable.
 */
public final class Json {

  private final Jsonb jsonb =
      JsonbBuilder.create(new JsonbConfig().withPropertyOrderStrategy(PropertyOrderStrategy.ANY));
  private final int maxDepth;

  /** Refuses what nests deeper than so many objects and arrays. */
  public Json(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** A value as text; the components of records in any order, nulls left out. */
  public String write(Object value) {
    return JsonText.withoutHalves(jsonb.toJson(value));
  }

  /**
   * Reads an object.
   *
   * @throws io.madang.core.RefusedException {@code bad_request}
   */
  public JsonObject object(String text) {
    if (value(text) instanceof JsonObject object) {
      return object;
    }
    throw Refusal.badRequest("expected a JSON object").exception();
  }

  /**
   * Reads any value.
   *
   * @throws io.madang.core.RefusedException {@code bad_request}
   */
  public JsonValue value(String text) {
    JsonScan.check(text, maxDepth);
    try {
      JsonValue value = jsonb.fromJson("[" + text + "]", JsonStructure.class);
      if (value.asJsonArray().size() == 1) {
        return value.asJsonArray().get(0);
      }
    } catch (JsonbException | JsonException | ArithmeticException | NumberFormatException e) {
      throw Refusal.badRequest("not JSON").exception();
    }
    throw Refusal.badRequest("expected one JSON value").exception();
  }

  /** A field that must be a text. */
  public static String text(JsonObject object, String field) {
    String text = textOrNull(object, field);
    if (text == null) {
      throw Refusal.badRequest(field + ": expected a text").exception();
    }
    return text;
  }

  /** A field that may be there, as a text. */
  public static @Nullable String textOrNull(JsonObject object, String field) {
    JsonValue value = object.get(field);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw Refusal.badRequest(field + ": expected a text").exception();
  }

  /** A field that must be an object. */
  public static JsonObject object(JsonObject object, String field) {
    if (object.get(field) instanceof JsonObject found) {
      return found;
    }
    throw Refusal.badRequest(field + ": expected a JSON object").exception();
  }
}
