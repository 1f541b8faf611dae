package io.madang.tap;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes as people read them: offset, sixteen in hex, the same as ASCII. */
final class Hex {

  private static final int IN_LINE = 16;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private Hex() {}

  /** A few bytes in one line. */
  static String of(byte[] bytes) {
    return SPACED.formatHex(bytes);
  }

  /** Without spaces, for scripts. */
  static String plain(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The first bytes, and a line that says how many more there are. */
  static List<String> lines(byte[] bytes, int most) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(bytes.length, most);
    for (int from = 0; from < shown; from += IN_LINE) {
      int to = Math.min(shown, from + IN_LINE);
      lines.add(
          String.format(
              "%04x  %-47s  |%s|",
              from, SPACED.formatHex(bytes, from, to), ascii(bytes, from, to)));
    }
    if (shown < bytes.length) {
      lines.add("… " + (bytes.length - shown) + " bytes more");
    }
    return lines;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(IN_LINE);
    for (int i = from; i < to; i++) {
      out.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
    }
    return out.toString();
  }
}
