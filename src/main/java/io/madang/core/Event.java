package io.madang.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a connection tells its client; a protocol knows how to write each.
 *
 * <p>Those that many readers share remember what they became under an encoding.
 */
public sealed interface Event {

  /** This event under an encoding. */
  default <T> T encoded(Encoding<T> encoding) {
    return encoding.encode(this);
  }

  /** An event that many readers share: encoded once. */
  sealed interface Shared extends Event permits Message, Slice, StateValue, Signal {}

  /** The first word on a connection. */
  record Welcome(Person person) implements Event {}

  /** Reading starts after this cursor. */
  record Subscribed(Topic topic, Cursor cursor, boolean recovered) implements Event {}

  /** What lay before this cursor is lost to the reader. */
  record Gap(Topic topic, Cursor cursor, Reason reason) implements Event {
    /** Why it is lost. */
    public enum Reason {
      TRIMMED,
      EPOCH
    }
  }

  /** The message with this id is kept at this cursor. */
  record Ack(Topic topic, String id, Cursor cursor) implements Event {}

  /** Who is in the topic. */
  record Roster(Topic topic, List<Person> online) implements Event {}

  /** What changed in the roster. */
  record RosterChange(Topic topic, List<Person> join, List<Person> leave) implements Event {}

  /** Something was not done. */
  record Refused(Refusal refusal, @Nullable String id, @Nullable String topic) implements Event {}

  /** The last word on a connection, which is closed after it. */
  sealed interface Last extends Event permits Bye, Dismissed {

    /** The close code of the wire protocol. */
    int closeCode();

    String closeReason();
  }

  /** The server goes away; come back after some seconds. */
  record Bye(String reason, double retryAfterSeconds) implements Last {
    @Override
    public int closeCode() {
      return 1001;
    }

    @Override
    public String closeReason() {
      return "the server goes away";
    }
  }

  /** The client is sent away. */
  record Dismissed(Refusal refusal) implements Last {
    @Override
    public int closeCode() {
      return 1008;
    }

    @Override
    public String closeReason() {
      return refusal.detail();
    }
  }

  /** The last word among some events, or null. */
  static @Nullable Last lastOf(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Last last) {
        return last;
      }
    }
    return null;
  }

  /** The answer to a ping. */
  record Pong() implements Event {}

  /** Nothing but a sign of life; a transport that has one of its own uses that. */
  record Heartbeat() implements Event {}
}
