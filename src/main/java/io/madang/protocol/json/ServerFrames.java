package io.madang.protocol.json;

import io.madang.core.Event;
import io.madang.core.Person;
import io.madang.core.Refusal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server's frames as records that JSON-B writes. */
public final class ServerFrames {

  /** What a client must know of the server's limits. */
  public record LimitsPart(int frame, int topics, int publishPerSecond) {}

  public record Welcome(String type, String user, String name, int heartbeat, LimitsPart limits) {}

  public record Subscribed(String type, String topic, String cursor, boolean recovered) {}

  public record Gap(String type, String topic, String cursor, String reason) {}

  public record Ack(String type, String topic, String id, String cursor) {}

  public record Roster(String type, String topic, List<Member> online) {}

  public record RosterChange(String type, String topic, List<Member> join, List<Member> leave) {}

  /** One person in a roster. */
  public record Member(String user, String name) {}

  public record Failure(
      String type,
      String code,
      String detail,
      @Nullable String id,
      @Nullable String topic,
      @Nullable Double retryAfter) {}

  public record Bye(String type, String reason, double retryAfter) {}

  public record Pong(String type) {}

  private final int heartbeatSeconds;
  private final LimitsPart limits;

  public ServerFrames(int heartbeatSeconds, LimitsPart limits) {
    this.heartbeatSeconds = heartbeatSeconds;
    this.limits = limits;
  }

  Object of(Event event) {
    if (event instanceof Event.Welcome e) {
      Person p = e.person();
      return new Welcome("welcome", p.user(), p.name(), heartbeatSeconds, limits);
    } else if (event instanceof Event.Subscribed e) {
      return new Subscribed("subscribed", e.topic().name(), e.cursor().toString(), e.recovered());
    } else if (event instanceof Event.Gap e) {
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      return new Gap("gap", e.topic().name(), e.cursor().toString(), reason);
    } else if (event instanceof Event.Ack e) {
      return new Ack("ack", e.topic().name(), e.id(), e.cursor().toString());
    } else if (event instanceof Event.Roster e) {
      return new Roster("presence", e.topic().name(), members(e.online()));
    } else if (event instanceof Event.RosterChange e) {
      return new RosterChange("presence", e.topic().name(), members(e.join()), members(e.leave()));
    } else if (event instanceof Event.Refused e) {
      return failure(e.refusal(), e.id(), e.topic());
    } else if (event instanceof Event.Dismissed e) {
      return failure(e.refusal(), null, null);
    } else if (event instanceof Event.Bye e) {
      return new Bye("bye", e.reason(), e.retryAfterSeconds());
    }
    return new Pong("pong");
  }

  private static Failure failure(Refusal refusal, @Nullable String id, @Nullable String topic) {
    return new Failure(
        "error", refusal.code().wire(), refusal.detail(), id, topic, refusal.retryAfterSeconds());
  }

  private static List<Member> members(List<Person> people) {
    return people.stream().map(p -> new Member(p.user(), p.name())).toList();
  }
}
