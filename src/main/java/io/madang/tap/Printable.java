package io.madang.tap;

/**
 * Text of others, made harmless for a terminal: what would steer it is shown as an escape.
 *
 * <p>That is every control character but the line's end, and what turns the direction of writing.
 */
final class Printable {

  private Printable() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t' || !isSteering(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\u{%x}", c));
              }
            });
    return out.toString();
  }

  private static boolean isSteering(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> c != 0x200D; // joins emoji
      default -> false;
    };
  }
}
