package io.madang.bench;

/**
 * A cursor taken apart: the life of the log, and the offset in it.
 *
 * @param offset -1 when the text was no cursor
 */
public record Position(String epoch, long offset) {

  static final Position NONE = new Position("", -1);

  public static Position of(String cursor) {
    int dot = cursor.indexOf('.');
    try {
      return dot < 1
          ? NONE
          : new Position(cursor.substring(0, dot), Long.parseLong(cursor.substring(dot + 1)));
    } catch (NumberFormatException notACursor) {
      return NONE;
    }
  }

  boolean isNext(Position previous) {
    return offset == previous.offset + 1 && epoch.equals(previous.epoch);
  }
}
