package io.madang.layer.redis;

import io.madang.core.Bell;
import io.madang.core.Cursor;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.RefusedException;
import io.madang.core.Signal;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import io.madang.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bells as text. Bodies and values stay the JSON text that they are, as strings.
 *
 * <p>What cannot be read is nobody's bell: the channel may hold anything, and a lost bell is
 * harmless.
 */
final class BellText {

  private static final int DEPTH = 5;
  private static final int LONGEST = 8 << 20;

  private final Json json = new Json(DEPTH);

  /** A bell and the end of the layer that rang it. */
  record Heard(String from, Bell bell) {}

  String write(String from, Bell bell) {
    return json.write(Map.of("from", from, type(bell), content(bell)));
  }

  private static String type(Bell bell) {
    return bell.getClass().getSimpleName();
  }

  private static Object content(Bell bell) {
    if (bell instanceof Bell.Grown grown) {
      return grown.messages().stream().map(BellText::content).toList();
    } else if (bell instanceof Bell.Changed changed) {
      StateValue value = changed.value();
      return Map.of("key", value.key(), "version", value.cursor().toString(), "json", value.json());
    } else if (bell instanceof Bell.Signalled signalled) {
      Signal signal = signalled.signal();
      return Map.of("sender", signal.sender(), "body", signal.body());
    } else if (bell instanceof Bell.Present present) {
      return Map.of("server", present.server(), "people", present.people());
    }
    return true;
  }

  private static Object content(Message message) {
    return Map.of(
        "cursor", message.cursor().toString(),
        "id", message.id(),
        "sender", message.sender(),
        "at", message.atMillis(),
        "body", message.body());
  }

  /** What a text says, if it is a bell. */
  Optional<Heard> read(Topic topic, String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      JsonObject object = json.object(text);
      return bell(topic, object).map(bell -> new Heard(Json.text(object, "from"), bell));
    } catch (RefusedException
        | JsonException
        | ClassCastException
        | NullPointerException
        | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<Bell> bell(Topic topic, JsonObject object) {
    if (object.get("Grown") instanceof JsonArray messages && !messages.isEmpty()) {
      List<Message> all = messages.stream().map(m -> message(topic, m.asJsonObject())).toList();
      return isRun(all) ? Optional.of(new Bell.Grown(all)) : Optional.empty();
    } else if (object.get("Changed") instanceof JsonObject value) {
      return Optional.of(
          new Bell.Changed(
              new StateValue(
                  topic,
                  Json.text(value, "key"),
                  Cursor.parse(Json.text(value, "version")),
                  Json.text(value, "json"))));
    } else if (object.get("Signalled") instanceof JsonObject signal) {
      return Optional.of(
          new Bell.Signalled(
              new Signal(
                  topic, person(signal.getJsonObject("sender")), Json.text(signal, "body"))));
    } else if (object.get("Present") instanceof JsonObject present) {
      List<Person> people = present.getJsonArray("people").stream().map(BellText::person).toList();
      return Optional.of(new Bell.Present(Json.text(present, "server"), people));
    }
    return object.containsKey("Asking") ? Optional.of(new Bell.Asking()) : Optional.empty();
  }

  private static Message message(Topic topic, JsonObject m) {
    return new Message(
        topic,
        Cursor.parse(Json.text(m, "cursor")),
        Json.text(m, "id"),
        person(m.getJsonObject("sender")),
        m.getJsonNumber("at").longValueExact(),
        Json.text(m, "body"));
  }

  private static Person person(JsonValue value) {
    JsonObject person = value.asJsonObject();
    return new Person(Json.text(person, "user"), Json.text(person, "name"));
  }

  /** Messages of one log that follow each other: only those are ever sent. */
  private static boolean isRun(List<Message> messages) {
    Cursor place = messages.get(0).cursor();
    for (Message message : messages) {
      if (!message.cursor().equals(place)) {
        return false;
      }
      place = place.at(place.offset() + 1);
    }
    return messages.get(0).offset() > 0;
  }
}
