package io.madang.tap;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened.
 *
 * @param facts what a script wants to know of it: strings, numbers and booleans
 */
record Step(
    Direction direction, String name, String summary, Map<String, Object> facts, Body body) {

  /** Which way bytes went, if any did. */
  enum Direction {
    NONE(' '),
    SENT('>'),
    RECEIVED('<');

    private final char arrow;

    Direction(char arrow) {
      this.arrow = arrow;
    }

    char arrow() {
      return arrow;
    }
  }

  /** What went over the wire. */
  sealed interface Body {}

  /** Nothing. */
  record Nothing() implements Body {}

  /** The head of a request or an answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Head(byte[] bytes) implements Body {}

  /** Bytes, and what they say if they are text. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Octets(byte[] bytes, String text) implements Body {}

  /** What bytes that were shown before say. */
  record Words(String text) implements Body {}

  static Step of(String name, String summary) {
    return new Step(Direction.NONE, name, summary, Map.of(), new Nothing());
  }

  static Step received(String name, String summary, Body body) {
    return new Step(Direction.RECEIVED, name, summary, Map.of(), body);
  }

  static Step sent(String name, String summary, Body body) {
    return new Step(Direction.SENT, name, summary, Map.of(), body);
  }

  /** The same with a fact more. */
  Step with(String fact, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(fact, value);
    return new Step(direction, name, summary, more, body);
  }
}
