package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A stretch of received bytes: a frame's text, or one unit of it.
 *
 * <p>Finds a field without parsing JSON: the first {@code "name"} followed by a colon counts, at
 * whatever depth, which is enough for frames whose body we wrote ourselves. It borrows the read
 * buffer, so it is valid only until the listener returns.
 */
public final class Span {

  static final byte[] NO_BYTES = {};

  private final byte[] bytes;
  private final int from;
  private final int to;

  Span(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  static Span of(byte[] bytes) {
    return new Span(bytes, 0, bytes.length);
  }

  /** Returns what was put into a buffer that has an array: all before its position. */
  static Span before(ByteBuffer buffer) {
    int start = buffer.arrayOffset();
    return new Span(buffer.array(), start, start + buffer.position());
  }

  /** Returns the bytes to look for a field with: its name in quotes. */
  public static byte[] name(String field) {
    return ('"' + field + '"').getBytes(US_ASCII);
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return from >= to;
  }

  /** Returns one byte, 0 to 255. */
  int at(int index) {
    return bytes[from + index] & 0xff;
  }

  /** Returns the number that some bytes hold in network order. */
  long bigEndian(int start, int end) {
    long number = 0;
    for (int i = start; i < end; i++) {
      number = number << 8 | at(i);
    }
    return number;
  }

  Span part(int start, int end) {
    return new Span(bytes, from + start, from + end);
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  void writeTo(ByteArrayOutputStream out) {
    out.write(bytes, from, to - from);
  }

  boolean startsWith(String ascii) {
    return holds(0, ascii);
  }

  /** The same, for text in lower case that may have come in any. */
  boolean startsWithAnyCase(String lower) {
    boolean isSame = lower.length() <= length();
    for (int i = 0; isSame && i < lower.length(); i++) {
      isSame = Character.toLowerCase(at(i)) == lower.charAt(i);
    }
    return isSame;
  }

  boolean endsWith(String ascii) {
    return holds(length() - ascii.length(), ascii);
  }

  /** Says whether the first unit is exactly these bytes. */
  boolean firstUnitIs(byte[] unit, byte[] separator) {
    int end = from + unit.length;
    return end <= to
        && (end == to || isAt(end, separator))
        && Arrays.equals(bytes, from, end, unit, 0, unit.length);
  }

  /** Returns what stands before the first separator, or all. */
  public Span firstUnit(byte[] separator) {
    return part(0, indexOf(separator));
  }

  /** Returns what follows the first unit, which is this many bytes long, and its separator. */
  public Span afterUnit(int unitLength, byte[] separator) {
    return new Span(bytes, Math.min(to, from + unitLength + separator.length), to);
  }

  /**
   * Returns where some bytes are, or the length; the length as well when there are none to find.
   */
  int indexOf(byte[] wanted) {
    for (int i = from; wanted.length > 0 && i < to; i++) {
      if (bytes[i] == wanted[0] && isAt(i, wanted)) {
        return i - from;
      }
    }
    return length();
  }

  /** Returns the text of a field, or "" without one; escapes are left as they are. */
  public String text(byte[] name) {
    int start = value(name);
    if (start == to || bytes[start] != '"') {
      return "";
    }
    return new String(bytes, start + 1, indexOf('"', start + 1, to) - start - 1, UTF_8);
  }

  /** Returns the whole number that a field holds, or -1 without one. */
  public long number(byte[] name) {
    return numberAt(value(name) - from);
  }

  /** Returns the whole number that begins there or after spaces, or -1 without one. */
  long numberAfter(int index) {
    return numberAt(skipSpaces(from + index) - from);
  }

  /** Returns the whole number that begins there, or -1 without one. */
  long numberAt(int index) {
    int start = from + index;
    long number = 0;
    int i = start;
    for (; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return i == start ? -1 : number;
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, UTF_8);
  }

  private int value(byte[] name) {
    for (int i = from; i <= to - name.length; i++) {
      if (bytes[i] == '"' && Arrays.equals(bytes, i, i + name.length, name, 0, name.length)) {
        int next = skipSpaces(i + name.length);
        if (next < to && bytes[next] == ':') {
          return skipSpaces(next + 1);
        }
      }
    }
    return to;
  }

  private int skipSpaces(int start) {
    int i = start;
    while (i < to && bytes[i] == ' ') {
      i++;
    }
    return i;
  }

  private boolean isAt(int index, byte[] wanted) {
    int end = index + wanted.length;
    return wanted.length > 0
        && end <= to
        && Arrays.equals(bytes, index, end, wanted, 0, wanted.length);
  }

  private boolean holds(int start, String ascii) {
    boolean isSame = start >= 0 && start + ascii.length() <= length();
    for (int i = 0; isSame && i < ascii.length(); i++) {
      isSame = at(start + i) == ascii.charAt(i);
    }
    return isSame;
  }

  private int indexOf(char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return end;
  }
}
