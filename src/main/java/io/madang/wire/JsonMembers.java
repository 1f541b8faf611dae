package io.madang.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks into JSON without a library: the members of an object and the elements of an array, each as
 * the text it has there.
 *
 * <p>It finds its way through well-formed JSON; whatever else it is given, it ends, with fewer
 * parts.
 *
 * <p>Threads: one.
 */
public final class JsonMembers {

  private static final Pattern UNICODE = Pattern.compile("\\\\u[0-9a-fA-F]{4}");

  private final String text;
  private int at;

  private JsonMembers(String text) {
    this.text = text;
  }

  /** The members of an object, in order; none when it is no object. */
  public static Map<String, String> of(String object) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String part : parts(object, '{')) {
      JsonMembers pair = new JsonMembers(part);
      pair.skipValue();
      String name = part.substring(0, pair.at);
      int colon = part.indexOf(':', pair.at);
      if (colon >= 0) {
        members.put(unquoted(name), part.substring(colon + 1).strip());
      }
    }
    return members;
  }

  /** The elements of an array; none when it is no array. */
  public static List<String> elements(String array) {
    return parts(array, '[');
  }

  /** What a JSON string says; another value as it is. */
  public static String unquoted(String json) {
    String value = json.strip();
    if (value.length() < 2 || value.charAt(0) != '"') {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (UNICODE.matcher(value).region(i, value.length()).lookingAt()) {
        out.append((char) Integer.parseInt(value, i + 2, i + 6, 16));
        i += 5;
      } else {
        out.append(escaped(value.charAt(++i)));
      }
    }
    return out.toString();
  }

  private static char escaped(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> letter;
    };
  }

  private static List<String> parts(String json, char opening) {
    List<String> parts = new ArrayList<>();
    String value = json.strip();
    if (value.length() < 2 || value.charAt(0) != opening) {
      return parts;
    }
    JsonMembers scan = new JsonMembers(value);
    scan.at = 1;
    while (scan.at < value.length() - 1) {
      int from = scan.at;
      scan.skipTo(',');
      String part = value.substring(from, Math.min(scan.at, value.length() - 1)).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      scan.at++;
    }
    return parts;
  }

  /** Goes to the sign on this level, or to the end. */
  private void skipTo(char sign) {
    while (at < text.length() - 1 && text.charAt(at) != sign) {
      skipValue();
    }
  }

  private void skipValue() {
    char c = text.charAt(at);
    if (c == '"') {
      skipString();
    } else if (c == '{' || c == '[') {
      skipNested();
    } else {
      at++;
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      char c = text.charAt(at);
      if (c == '"') {
        skipString();
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      at++;
    } while (depth > 0 && at < text.length());
  }

  private void skipString() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
  }
}
