package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * Where a reader wants to begin: after a cursor, or with the newest messages.
 *
 * @param cursor everything after it, or null for the newest messages
 * @param seen which state and roster the reader already has, if it says so
 * @param last how many of the newest messages, where there is no cursor
 */
public record Start(@Nullable Cursor cursor, @Nullable Seen seen, int last) {

  /** Most of the newest messages that a reader without a cursor may ask for. */
  public static final int MAX_LAST = 1000;

  /** The newest {@code last} messages, then what comes. */
  public static Start newest(int last) {
    if (last < 0 || last > MAX_LAST) {
      throw Refusal.badRequest("last: expected 0 to " + MAX_LAST).exception();
    }
    return new Start(null, null, last);
  }

  /**
   * Everything after a cursor of two parts, or of three as polling gives them.
   *
   * @throws RefusedException {@code bad_request} when the text is no cursor
   */
  public static Start after(String text) {
    int first = text.indexOf('.');
    int second = first < 0 ? -1 : text.indexOf('.', first + 1);
    if (second < 0) {
      return new Start(Cursor.parse(text), null, 0);
    }
    Seen seen = Seen.parse(text.substring(second + 1)).orElse(null);
    return new Start(Cursor.parse(text.substring(0, second)), seen, 0);
  }
}
