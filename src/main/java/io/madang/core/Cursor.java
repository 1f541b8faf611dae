package io.madang.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a topic's log: "I have everything up to here".
 *
 * @param epoch names one life of the log; it changes when the log was lost or replaced
 * @param offset 0 before the first message, else the offset of the newest message that one has
 */
public record Cursor(String epoch, long offset) {

  private static final Pattern FORM = Pattern.compile("([0-9A-Za-z]{1,32})\\.(0|[1-9][0-9]{0,17})");

  /**
   * Reads {@code <epoch>.<offset>}.
   *
   * @throws RefusedException {@code bad_request} when the text has another form
   */
  public static Cursor parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw Refusal.badRequest("cursor: expected <epoch>.<offset>").exception();
    }
    return new Cursor(form.group(1), Long.parseLong(form.group(2)));
  }

  /** The place at another offset of the same log. */
  public Cursor at(long other) {
    return new Cursor(epoch, other);
  }

  @Override
  public String toString() {
    return epoch + "." + offset;
  }
}
