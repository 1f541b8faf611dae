package io.madang.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.madang.json.Quote;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Shows steps to programs: one JSON object a line. */
final class JsonPrinter implements Printer {

  private final PrintStream out;

  JsonPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void print(double millis, Step step) {
    StringBuilder line = begin(millis, step.name());
    switch (step.direction()) {
      case SENT -> member(line, "direction", "sent");
      case RECEIVED -> member(line, "direction", "received");
      default -> {}
    }
    member(line, "summary", step.summary());
    for (Map.Entry<String, Object> fact : step.facts().entrySet()) {
      member(line, fact.getKey(), fact.getValue());
    }
    if (step.body() instanceof Step.Head head) {
      member(line, "head", new String(head.bytes(), ISO_8859_1));
    } else if (step.body() instanceof Step.Octets octets) {
      member(line, "hex", Hex.plain(octets.bytes()));
      if (!octets.text().isEmpty()) {
        member(line, "text", octets.text());
      }
    } else if (step.body() instanceof Step.Words text) {
      member(line, "text", text.text());
    }
    out.println(line.append('}'));
    out.flush();
  }

  @Override
  public void end(double millis, Ending ending) {
    StringBuilder line = begin(millis, "end");
    member(line, "ended", ending.kind().name().toLowerCase(Locale.ROOT));
    member(line, "status", ending.kind().status());
    if (ending.code() != 0) {
      member(line, "code", ending.code());
    }
    member(line, "summary", ending.message());
    out.println(line.append('}'));
    out.flush();
  }

  private static StringBuilder begin(double millis, String step) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "{\"ms\":%.3f", millis));
    member(line, "step", step);
    return line;
  }

  private static void member(StringBuilder line, String name, Object value) {
    line.append(',');
    Quote.to(line, name);
    line.append(':');
    if (value instanceof String text) {
      Quote.to(line, text);
    } else {
      line.append(value);
    }
  }
}
