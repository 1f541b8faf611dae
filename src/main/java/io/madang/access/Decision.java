package io.madang.access;

import io.madang.core.Names;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Topic;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that was decided of a person or a room; a message in the log of decisions.
 *
 * <p>Where there is an {@code until} and it is past, it is as if nothing had been decided.
 */
sealed interface Decision {

  /** For ever, as long as anybody may care. */
  Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  /** The user may not come in. */
  record Ban(String user, Instant until) implements Decision {}

  /** The user may not say anything, in one topic or in all. */
  record Mute(String user, Optional<Topic> topic, Instant until) implements Decision {}

  /** What bears the mark is no proof any more. */
  record Revoke(String mark, Instant until) implements Decision {}

  /**
   * A topic belongs to a user, who may close it to all but its members.
   *
   * @param isClaim whether it holds only if the topic belongs to nobody
   */
  record Room(Topic topic, String owner, boolean isPrivate, Set<String> members, boolean isClaim)
      implements Decision {}

  /** The name belongs to a user who has signed in. */
  record Name(String name, String user) implements Decision {}

  int MAX_MEMBERS = 1_000;
  int MAX_TEXT = 128;

  /**
   * Reads a message's body.
   *
   * @throws RefusedException {@code bad_request}, naming the field
   */
  static Decision of(JsonObject body) {
    return switch (text(body, "do")) {
      case "ban" -> new Ban(text(body, "user"), until(body));
      case "unban" -> new Ban(text(body, "user"), Instant.EPOCH);
      case "mute" -> new Mute(text(body, "user"), topic(body), until(body));
      case "unmute" -> new Mute(text(body, "user"), topic(body), Instant.EPOCH);
      case "revoke" -> new Revoke(text(body, "mark"), until(body));
      case "room" ->
          new Room(
              topic(body).orElseThrow(() -> bad("topic: expected a topic")),
              text(body, "owner"),
              body.get("private") == JsonValue.TRUE,
              members(body.get("members")),
              body.get("claim") == JsonValue.TRUE);
      case "name" -> new Name(text(body, "name"), text(body, "user"));
      default -> throw bad("do: expected ban, unban, mute, unmute, revoke, room or name");
    };
  }

  /** The message's body. */
  default JsonObject body() {
    JsonObjectBuilder body = Json.createObjectBuilder();
    if (this instanceof Ban ban) {
      body.add("do", "ban").add("user", ban.user).add("until", ban.until.toString());
    } else if (this instanceof Mute mute) {
      body.add("do", "mute").add("user", mute.user).add("until", mute.until.toString());
      mute.topic.ifPresent(topic -> body.add("topic", topic.name()));
    } else if (this instanceof Revoke revoke) {
      body.add("do", "revoke").add("mark", revoke.mark).add("until", revoke.until.toString());
    } else if (this instanceof Name name) {
      body.add("do", "name").add("name", name.name).add("user", name.user);
    } else if (this instanceof Room room) {
      body.add("do", "room")
          .add("topic", room.topic.name())
          .add("owner", room.owner)
          .add("private", room.isPrivate)
          .add("claim", room.isClaim)
          .add("members", Json.createArrayBuilder(room.members));
    }
    return body.build();
  }

  private static RefusedException bad(String detail) {
    return Refusal.badRequest(detail).exception();
  }

  private static String text(JsonObject body, String field) {
    if (body.get(field) instanceof JsonString text) {
      Names.check(field, text.getString(), MAX_TEXT);
      return text.getString();
    }
    throw bad(field + ": expected a text");
  }

  private static Optional<Topic> topic(JsonObject body) {
    return body.containsKey("topic")
        ? Optional.of(new Topic(text(body, "topic")))
        : Optional.empty();
  }

  private static Instant until(JsonObject body) {
    if (!body.containsKey("until")) {
      return NEVER;
    }
    try {
      return Instant.parse(text(body, "until"));
    } catch (DateTimeException e) {
      throw bad("until: expected a time like 2026-11-21T09:00:00Z");
    }
  }

  static Set<String> members(@org.jspecify.annotations.Nullable JsonValue value) {
    if (value == null) {
      return Set.of();
    }
    if (!(value instanceof JsonArray list) || list.size() > MAX_MEMBERS) {
      throw bad("members: expected a list of at most " + MAX_MEMBERS + " users");
    }
    return list.stream()
        .map(
            item -> {
              if (!(item instanceof JsonString user)) {
                throw bad("members: expected users");
              }
              Names.check("members", user.getString(), MAX_TEXT);
              return user.getString();
            })
        .collect(Collectors.toUnmodifiableSet());
  }
}
