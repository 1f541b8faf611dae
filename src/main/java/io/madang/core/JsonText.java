package io.madang.core;

import jakarta.json.JsonValue;

/** JSON values as text that survives UTF-8. */
final class JsonText {

  private JsonText() {}

  /** The value's text; half of a surrogate pair is written as an escape. */
  static String of(JsonValue value) {
    String text = value.toString();
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
