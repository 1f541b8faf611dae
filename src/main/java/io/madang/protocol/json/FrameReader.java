package io.madang.protocol.json;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Start;
import io.madang.core.Topic;
import io.madang.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Reads a client's frame; it never throws for what the client sent. Threads: any. */
final class FrameReader {

  private final Json json;

  FrameReader(Json json) {
    this.json = json;
  }

  ClientFrame read(String line) {
    JsonObject object;
    try {
      object = json.object(line);
    } catch (RefusedException e) {
      return new ClientFrame.Invalid(e.refusal(), null, null);
    }
    try {
      return read(object);
    } catch (RefusedException e) {
      return new ClientFrame.Invalid(
          e.refusal(), echo(object.get("id")), echo(object.get("topic")));
    }
  }

  private static ClientFrame read(JsonObject object) {
    String type = Json.text(object, "type");
    return switch (type) {
      case "subscribe" -> new ClientFrame.Subscribe(topic(object), start(object), presence(object));
      case "unsubscribe" -> new ClientFrame.Unsubscribe(topic(object));
      case "publish" ->
          new ClientFrame.Publish(
              topic(object), Json.text(object, "id"), Json.object(object, "body"));
      case "signal" -> new ClientFrame.SignalAll(topic(object), Json.object(object, "body"));
      case "auth" -> new ClientFrame.Auth(Json.text(object, "token"));
      case "ping" -> new ClientFrame.Ping();
      default -> throw Refusal.badRequest("type: unknown").exception();
    };
  }

  private static Topic topic(JsonObject object) {
    return new Topic(Json.text(object, "topic"));
  }

  private static Start start(JsonObject object) {
    String cursor = Json.textOrNull(object, "cursor");
    if (cursor != null) {
      return Start.after(cursor);
    }
    JsonValue last = object.get("last");
    if (last == null || last == JsonValue.NULL) {
      return Start.newest(0);
    }
    if (last instanceof JsonNumber number && number.isIntegral()) {
      double count = number.doubleValue(); // a number that does not fit stays too large
      return Start.newest((int) Math.max(-1, Math.min(count, Integer.MAX_VALUE)));
    }
    throw Refusal.badRequest("last: expected a whole number").exception();
  }

  private static boolean presence(JsonObject object) {
    JsonValue presence = object.getOrDefault("presence", JsonValue.FALSE);
    if (presence == JsonValue.TRUE || presence == JsonValue.FALSE) {
      return presence == JsonValue.TRUE;
    }
    throw Refusal.badRequest("presence: expected true or false").exception();
  }

  /** A client's own text, given back when it is short enough to be one. */
  private static @Nullable String echo(@Nullable JsonValue value) {
    return value instanceof JsonString string && string.getString().length() <= 200
        ? string.getString()
        : null;
  }
}
