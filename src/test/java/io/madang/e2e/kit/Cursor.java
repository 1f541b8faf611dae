package io.madang.e2e.kit;

import jakarta.json.JsonObject;

/** An epoch and an offset: "I have everything up to here". */
public record Cursor(String epoch, long offset) {

  /** Reads {@code epoch.offset}, with or without the opaque third part. */
  public static Cursor parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException("not a cursor: " + text);
    }
    int end = text.indexOf('.', dot + 1);
    String offset = text.substring(dot + 1, end < 0 ? text.length() : end);
    return new Cursor(text.substring(0, dot), Long.parseLong(offset));
  }

  /** The cursor that a frame carries. */
  public static Cursor of(JsonObject frame) {
    return parse(frame.getString("cursor"));
  }

  /** The same epoch, so many offsets on (or back). */
  public Cursor plus(long offsets) {
    return new Cursor(epoch, offset + offsets);
  }

  /** As it stands on the wire. */
  @Override
  public String toString() {
    return epoch + "." + offset;
  }
}
