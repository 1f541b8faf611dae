package io.madang.json;

/** How deep a JSON text nests, told without parsing it: parsers differ in what they bear. */
final class JsonDepth {

  private JsonDepth() {}

  static boolean isOver(String text, int max) {
    int depth = 0;
    boolean isInString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isInString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          isInString = false;
        }
      } else if (c == '"') {
        isInString = true;
      } else if ((c == '{' || c == '[') && ++depth > max) {
        return true;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return false;
  }
}
