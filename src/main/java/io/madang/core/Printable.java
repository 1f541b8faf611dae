package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * Text that comes from outside, as a line of a log may hold it: no second line, no command to a
 * terminal, nothing that turns the direction of writing, and not endlessly long.
 *
 * <p>Whatever is logged of a client, or of a failure that it may have caused, passes here. Threads:
 * any.
 */
public final class Printable {

  private static final int MAX = 500;
  private static final int MAX_CAUSES = 5;

  private Printable() {}

  /** The text with an escape for each character that is not to be seen, cut at 500 characters. */
  public static String of(@Nullable Object text) {
    String whole = String.valueOf(text);
    String shown = whole.length() <= MAX ? whole : whole.substring(0, MAX);
    StringBuilder out = new StringBuilder(shown.length() + 16);
    shown.codePoints().forEach(c -> append(out, c));
    return (shown.length() == whole.length() ? out : out.append('…')).toString();
  }

  private static void append(StringBuilder out, int c) {
    if (Names.isPrintable(c)) {
      out.appendCodePoint(c);
    } else {
      out.append("\\u").append(String.format("%04x", c));
    }
  }

  /** The failure with its traces, its words and those of its causes made printable. */
  public static @Nullable Throwable fault(@Nullable Throwable fault) {
    return fault == null ? null : new Fault(fault, MAX_CAUSES);
  }

  /** Stands for a failure in a log. */
  private static final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    Fault(Throwable fault, int causes) {
      super(
          of(fault),
          causes > 0 && fault.getCause() != null ? new Fault(fault.getCause(), causes - 1) : null,
          false,
          true);
      setStackTrace(fault.getStackTrace());
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for another, under that one's name
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
