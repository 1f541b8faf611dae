package io.madang.json;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at a JSON text before it is parsed: parsers differ in how deep a nesting and how long a
 * number they bear, and in which of two fields of one name they take.
 *
 * <p>It knows texts, brackets, names and numbers; whether the rest is JSON is the parser's to say.
 */
final class JsonScan {

  private static final int MAX_NUMBER = 64;
  private static final int MAX_EXPONENT = 3;
  private static final int SHOWN = 64;

  private final String text;
  private final int maxDepth;

  /** Of each object or array that is open; an array's stays empty. */
  private final Deque<Set<String>> names = new ArrayDeque<>();

  private int at;

  private JsonScan(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /**
   * Refuses what parsers could stumble over.
   *
   * @throws RefusedException {@code bad_request}, naming the limit or the field
   */
  static void check(String text, int maxDepth) {
    new JsonScan(text, maxDepth).run();
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        string();
      } else if (c == '{' || c == '[') {
        open();
      } else if (c == '}' || c == ']') {
        names.poll();
        at++;
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        number();
      } else {
        at++;
      }
    }
  }

  private void open() {
    names.push(new HashSet<>(8));
    at++;
    if (names.size() > maxDepth) {
      throw bad("the limit is a JSON depth of " + maxDepth);
    }
  }

  private void string() {
    int start = ++at;
    boolean isEscaped = false;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        isEscaped = true;
        at++;
      }
      at++;
    }
    int end = Math.min(at, text.length());
    at = end + 1;
    if (isName()) {
      String name = text.substring(start, end);
      name(isEscaped ? plain(name) : name);
    }
  }

  /** Whether a colon follows. */
  private boolean isName() {
    int next = at;
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next < text.length() && text.charAt(next) == ':';
  }

  private void name(String name) {
    Set<String> open = names.peek();
    if (open != null && !open.add(name)) {
      String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
      throw bad(shown + ": the field is there twice");
    }
  }

  /** A name without its escapes; what is no escape stays, the parser refuses it. */
  private static String plain(String escaped) {
    StringBuilder out = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\' || i + 1 == escaped.length()) {
        out.append(c);
        continue;
      }
      char kind = escaped.charAt(++i);
      if (kind == 'u' && i + 4 < escaped.length()) {
        out.append(unit(escaped.substring(i + 1, i + 5)));
        i += 4;
      } else {
        int simple = "bfnrt".indexOf(kind);
        out.append(simple < 0 ? kind : "\b\f\n\r\t".charAt(simple));
      }
    }
    return out.toString();
  }

  private static String unit(String hex) {
    int unit = 0;
    for (int i = 0; i < hex.length(); i++) {
      int digit = Character.digit(hex.charAt(i), 16);
      if (digit < 0) {
        return "\\u" + hex;
      }
      unit = unit << 4 | digit;
    }
    return String.valueOf((char) unit);
  }

  private void number() {
    int start = at;
    int exponent = -1;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      char c = text.charAt(at++);
      if (c == 'e' || c == 'E') {
        exponent = 0;
      } else if (exponent >= 0 && c >= '0' && c <= '9') {
        exponent++;
      }
    }
    if (at - start > MAX_NUMBER || exponent > MAX_EXPONENT) {
      throw bad(
          "the limit is a number of %d characters with an exponent of %d digits"
              .formatted(MAX_NUMBER, MAX_EXPONENT));
    }
  }

  private static RefusedException bad(String detail) {
    return Refusal.badRequest(detail).exception();
  }
}
