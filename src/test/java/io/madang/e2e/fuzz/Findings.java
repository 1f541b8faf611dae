package io.madang.e2e.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server should not have done, and upon what input. Threads: any; guarded by this. */
final class Findings {
  private static final int ENOUGH = 4;
  private static final int SHOWN = 300;
  private static final int AROUND = 80;

  /** What only a program's inside would say; no input says it, nor does a nonce by chance. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\tat [a-z]+[.]|Caused by: |[a-z]+[.][A-Za-z.$]+(Exception|Error)\\b|\\bio[.]madang[.]"
              + "|org[.]eclipse[.]|java[.](lang|util)[.]|SQLITE_|PSQLException");

  /** One of these is in all of that: quicker to look for. */
  private static final List<String> WORDS =
      List.of(
          "\tat ", "Caused by", "Exception", "Error", "io.madang", "org.eclipse", "java.", "SQL");

  private final Map<String, List<String>> found = new TreeMap<>();

  /** Tells one of them; of those alike a few are kept. */
  synchronized void add(String what, byte[] input) {
    List<String> alike = found.computeIfAbsent(what, w -> new ArrayList<>());
    if (alike.size() < ENOUGH) {
      alike.add(shown(new String(input, StandardCharsets.ISO_8859_1)));
    }
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(SHOWN, text.length())).replace("\r\n", "|");
  }

  /** Looks through what a client was told. */
  void look(String told, byte[] input) {
    if (WORDS.stream().noneMatch(told::contains)) {
      return;
    }
    Matcher inside = INSIDE.matcher(told);
    if (inside.find()) {
      int start = Math.max(0, inside.start() - AROUND);
      int end = Math.min(told.length(), inside.end() + AROUND);
      add("told: " + shown(told) + " … " + told.substring(start, end), input);
    }
  }

  /** All, each with inputs upon which it came. */
  synchronized List<String> all() {
    return found.entrySet().stream()
        .map(entry -> "\n" + entry.getKey() + ":\n  " + String.join("\n  ", entry.getValue()))
        .toList();
  }
}
