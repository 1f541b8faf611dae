package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come in a topic.
 *
 * @param seen which state and roster it was told, or null where there is neither
 */
public record Position(Topic topic, Cursor cursor, @Nullable String seen) {

  /** The cursor for the next request: two parts, or three. */
  public String text() {
    return seen == null ? cursor.toString() : cursor + "." + seen;
  }
}
