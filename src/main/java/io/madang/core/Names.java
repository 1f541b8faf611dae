package io.madang.core;

/** The rules for short texts that clients choose. */
public final class Names {

  private static final int MAX_KEY = 64;

  /** Turns of direction (Bidi_Control), deprecated formats, annotations, a mark of byte order. */
  private static final String UNSEEN =
      "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
          + "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb\ufffd\ufeff";

  private Names() {}

  /**
   * Checks an id or a key: 1 to 64 characters that can be seen.
   *
   * @throws RefusedException {@code bad_request}, naming the field
   */
  public static void checkKey(String field, String text) {
    check(field, text, MAX_KEY);
  }

  /**
   * Checks a text: 1 to {@code max} characters that can be seen, none of which turns others.
   *
   * @throws RefusedException {@code bad_request}, naming the field
   */
  public static void check(String field, String text, int max) {
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > max) {
      throw Refusal.badRequest(field + ": expected 1 to " + max + " characters").exception();
    }
    if (!text.codePoints().allMatch(Names::isPrintable)) {
      throw Refusal.badRequest(field + ": control characters are not allowed").exception();
    }
  }

  /**
   * What has a shape, or joins what has one (as in emoji). Not: controls, ends of lines and
   * paragraphs, what turns the direction of writing, half characters, what no text holds, and
   * U+FFFD, which stands where bytes were no UTF-8.
   */
  static boolean isPrintable(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && UNSEEN.indexOf(c) < 0
        && (c & 0xFFFE) != 0xFFFE
        && (c < 0xFDD0 || c > 0xFDEF);
  }
}
