package io.madang.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.PrintStream;
import java.util.Locale;

/** Shows steps to people: time, direction, what happened, and the bytes below. */
final class TextPrinter implements Printer {

  private static final String INDENT = " ".repeat(16);
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String CYAN = "\u001b[36m";

  private final PrintStream out;
  private final int hexBytes;
  private final boolean isColoured;

  /** Shows so many bytes of each frame or piece. */
  TextPrinter(PrintStream out, int hexBytes, boolean isColoured) {
    this.out = out;
    this.hexBytes = hexBytes;
    this.isColoured = isColoured;
  }

  @Override
  public void print(double millis, Step step) {
    String words =
        String.format("%c %-9s %s", step.direction().arrow(), step.name(), step.summary());
    out.println(time(millis) + paint(colour(step.direction()), Printable.of(words)));
    if (step.body() instanceof Step.Head head) {
      new String(head.bytes(), ISO_8859_1)
          .lines()
          .forEach(line -> below("", step.direction().arrow() + " " + line));
    } else if (step.body() instanceof Step.Octets octets) {
      Hex.lines(octets.bytes(), hexBytes).forEach(line -> below(DIM, line));
      octets.text().lines().forEach(line -> below("", line));
    } else if (step.body() instanceof Step.Words text) {
      text.text().lines().forEach(line -> below("", line));
    }
    out.flush();
  }

  @Override
  public void end(double millis, Ending ending) {
    boolean isDone = ending.kind() == Ending.Kind.DONE;
    out.println(
        time(millis)
            + paint(isDone ? BOLD : RED, "  " + (isDone ? "done      " : "failed    "))
            + Printable.of(ending.message()));
    out.flush();
  }

  private static String time(double millis) {
    return String.format(Locale.ROOT, "%10.3f ms ", millis);
  }

  private void below(String colour, String line) {
    out.println(INDENT + paint(colour, Printable.of(line)));
  }

  private String paint(String colour, String text) {
    return isColoured && !colour.isEmpty() ? colour + text + RESET : text;
  }

  private static String colour(Step.Direction direction) {
    return switch (direction) {
      case NONE -> BOLD;
      case SENT -> GREEN;
      case RECEIVED -> CYAN;
    };
  }
}
