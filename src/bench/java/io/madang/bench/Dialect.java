package io.madang.bench;

import java.net.URI;
import java.util.List;

/**
 * How one connection talks with its server: what it asks for, and where in the bytes the messages
 * are.
 *
 * <p>A text that comes holds units, each a message or something else. What all readers get alike of
 * a unit is compared byte by byte, so a dialect takes off what differs ({@link #common}).
 *
 * <p>Threads: one at a time.
 */
public interface Dialect {

  /** How texts come. */
  enum Kind {
    /** Each is a message of a WebSocket. */
    WEBSOCKET,
    /** They are events in an answer that does not end. */
    STREAM,
    /** Each is an answer, after which it is asked again. */
    ANSWERS
  }

  /** What a unit is. */
  enum Said {
    MESSAGE,
    JOINED,
    ACK,
    REFUSAL,
    OTHER
  }

  /** Returns path and query of the request that opens the connection, or of the next one. */
  String target(URI base);

  /** Returns headers of such a request, beside those that belong to HTTP and WebSocket. */
  default List<String> headers() {
    return List.of();
  }

  default Kind kind() {
    return Kind.WEBSOCKET;
  }

  /** Returns the texts that go out first. */
  default List<String> hello() {
    return List.of();
  }

  /** Says whether the server tells that one listens; else a first message has to show it. */
  default boolean tellsJoined() {
    return true;
  }

  /** Says whether messages are numbered by a durable log, so that nothing may be missing. */
  default boolean hasLog() {
    return false;
  }

  /** Says whether the server tells when a publish was taken. */
  default boolean acks() {
    return true;
  }

  /** Returns what stands between two units of a text, or nothing when a text is one unit. */
  default byte[] separator() {
    return Span.NO_BYTES;
  }

  /** Returns the part of a text that every reader of the topic gets alike. */
  default Span common(Span text) {
    return text;
  }

  Said said(Span unit);

  /** Returns what has to be sent because of a unit that is no message. */
  default List<String> answers(Span unit) {
    return List.of();
  }

  /** Returns a message's place in the log. */
  default Position position(Span unit) {
    return Position.NONE;
  }

  /** Returns when the publish was due that an ack is for, or -1. */
  default long dueOfAck(Span unit) {
    return -1;
  }

  /** Returns the name of the topic that an ack is for; "" where a connection has but one. */
  default String topicOfAck(Span unit) {
    return "";
  }

  /** Says whether a connection may publish to any topic. */
  default boolean speaksAnywhere() {
    return false;
  }

  /** Returns the text that publishes a body, a JSON object. */
  String publish(long dueNanos, String body);
}
