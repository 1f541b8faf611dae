package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A stretch of received bytes: a frame's text, or one line of it.
 *
 * <p>Finds a field without parsing JSON: the first {@code "name"} followed by a colon counts, at
 * whatever depth, which is enough for frames whose body we wrote ourselves. It borrows the read
 * buffer, so it is valid only until the listener returns.
 */
public final class Span {

  private final byte[] bytes;
  private final int from;
  private final int to;

  Span(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
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

  /** Says whether the first line is exactly these bytes. */
  boolean firstLineIs(byte[] line) {
    int end = from + line.length;
    return end <= to
        && (end == to || bytes[end] == '\n')
        && Arrays.equals(bytes, from, end, line, 0, line.length);
  }

  public Span firstLine() {
    return new Span(bytes, from, indexOf('\n', from, to));
  }

  /** Returns what follows the first line, which is this many bytes long, and its newline. */
  public Span afterLine(int lineLength) {
    return new Span(bytes, Math.min(to, from + lineLength + 1), to);
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
    int start = value(name);
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

  private int indexOf(char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return end;
  }
}
