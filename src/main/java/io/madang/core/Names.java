package io.madang.core;

/** The rules for short texts that clients choose. */
public final class Names {

  private static final int MAX_KEY = 64;

  private Names() {}

  /**
   * Checks an id or a key: 1 to 64 characters, none of them a control character.
   *
   * @throws RefusedException {@code bad_request}, naming the field
   */
  public static void checkKey(String field, String text) {
    check(field, text, MAX_KEY);
  }

  /**
   * Checks a text: 1 to {@code max} characters, no control characters, no half characters.
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

  private static boolean isPrintable(int c) {
    return !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF);
  }
}
