package io.madang.core;

import jakarta.json.JsonValue;

/** JSON texts that survive UTF-8. Threads: any. */
public final class JsonText {

  private JsonText() {}

  /** The value's text. */
  static String of(JsonValue value) {
    return withoutHalves(value.toString());
  }

  /** The same text, with an escape for each half of a surrogate pair. */
  public static String withoutHalves(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return escapeHalves(text);
      }
    }
    return text;
  }

  private static String escapeHalves(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c >= 0xD800 && c <= 0xDFFF) {
                out.append("\\u").append(Integer.toHexString(c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
