package io.madang.chat;

import io.madang.core.Message;
import io.madang.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said and what became of it, as src/docs/chat.md has it: for readers without JavaScript.
 *
 * <p>The messages come in the log's order, so what changes one comes after it.
 *
 * <p>Threads: used by one.
 */
final class Transcript {

  private static final Duration TOGETHER = Duration.ofMinutes(5);
  private static final int MAX_EMOJI_CHARS = 32;

  private final Json json;
  private final List<Message> originals = new ArrayList<>();
  private final Map<String, JsonObject> bodies = new HashMap<>();
  private final Map<String, String> authors = new HashMap<>();
  private final Map<String, String> edits = new HashMap<>();
  private final Set<String> deletions = new HashSet<>();
  private final Map<String, Map<String, Set<String>>> reactions = new HashMap<>();

  private Transcript(Json json) {
    this.json = json;
  }

  /**
   * A message as the page shows it.
   *
   * @param at when it was kept
   * @param files names of what is attached
   * @param reactions how many people, by emoji
   * @param opensDay whether it is the first of its day, in UTC
   * @param opensGroup whether the name is to be said
   */
  public record Row(
      String cursor,
      String name,
      String initial,
      Date at,
      String text,
      List<String> files,
      Map<String, Integer> reactions,
      boolean isEdited,
      boolean isDeleted,
      boolean opensDay,
      boolean opensGroup) {

    /** ISO 8601, for the element of that name. */
    public String datetime() {
      return at.toInstant().toString();
    }
  }

  /** The newest rows of a part of a log. */
  static List<Row> of(Json json, List<Message> messages, int max) {
    Transcript transcript = new Transcript(json);
    messages.forEach(transcript::take);
    return transcript.rows(max);
  }

  private void take(Message message) {
    JsonObject body = json.object(message.body());
    String cursor = message.cursor().toString();
    String user = message.sender().user();
    if (body.get("edit") instanceof JsonString of && body.get("text") instanceof JsonString text) {
      if (isBy(user, of.getString())) {
        edits.put(of.getString(), text.getString());
      }
    } else if (body.get("delete") instanceof JsonString of) {
      if (isBy(user, of.getString()) || body.containsKey(Chat.MODERATION)) {
        deletions.add(of.getString());
      }
    } else if (body.get("react") instanceof JsonString of
        && body.get("emoji") instanceof JsonString emoji
        && emoji.getString().length() <= MAX_EMOJI_CHARS) {
      react(of.getString(), emoji.getString(), user, body.get("on") != JsonValue.FALSE);
    } else {
      originals.add(message);
      bodies.put(cursor, body);
      authors.put(cursor, user);
    }
  }

  private boolean isBy(String user, String cursor) {
    return user.equals(authors.get(cursor));
  }

  private void react(String cursor, String emoji, String user, boolean isOn) {
    Set<String> people =
        reactions
            .computeIfAbsent(cursor, c -> new LinkedHashMap<>())
            .computeIfAbsent(emoji, e -> new LinkedHashSet<>());
    if (isOn) {
      people.add(user);
    } else {
      people.remove(user);
    }
  }

  private List<Row> rows(int max) {
    List<Row> rows = new ArrayList<>();
    @Nullable Message previous = null;
    for (Message message :
        originals.subList(Math.max(0, originals.size() - max), originals.size())) {
      rows.add(row(message, previous));
      previous = message;
    }
    return rows;
  }

  @SuppressWarnings("JavaUtilDate") // JSTL formats nothing newer.
  private Row row(Message message, @Nullable Message previous) {
    String cursor = message.cursor().toString();
    String name = message.sender().name();
    boolean isDeleted = deletions.contains(cursor);
    JsonObject body = bodies.getOrDefault(cursor, JsonValue.EMPTY_JSON_OBJECT);
    return new Row(
        cursor,
        name,
        name.substring(0, name.offsetByCodePoints(0, 1)),
        new Date(message.atMillis()),
        isDeleted ? "" : edits.getOrDefault(cursor, text(body)),
        isDeleted ? List.of() : files(body),
        isDeleted ? Map.of() : counts(cursor),
        edits.containsKey(cursor),
        isDeleted,
        previous == null || !day(previous).equals(day(message)),
        previous == null || !isTogether(previous, message));
  }

  /** A program may publish what is no chat message: it is shown as it is. */
  private static String text(JsonObject body) {
    if (body.get("text") instanceof JsonString text) {
      return text.getString();
    }
    return body.get("attachments") instanceof JsonArray ? "" : body.toString();
  }

  private static List<String> files(JsonObject body) {
    Stream<JsonValue> all =
        body.get("attachments") instanceof JsonArray files ? files.stream() : Stream.empty();
    return all.map(file -> file instanceof JsonObject o ? o.get("name") : null)
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).getString())
        .toList();
  }

  private Map<String, Integer> counts(String cursor) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    reactions
        .getOrDefault(cursor, Map.of())
        .forEach(
            (emoji, people) -> {
              if (!people.isEmpty()) {
                counts.put(emoji, people.size());
              }
            });
    return counts;
  }

  private static boolean isTogether(Message previous, Message message) {
    return previous.sender().equals(message.sender())
        && day(previous).equals(day(message))
        && message.atMillis() - previous.atMillis() < TOGETHER.toMillis();
  }

  private static java.time.LocalDate day(Message message) {
    return Instant.ofEpochMilli(message.atMillis()).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
