package io.madang.wire;

import static io.madang.wire.WireException.Fault.BODY;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines around the chunks of one body (RFC 9112 §7.1). Threads: one at a time. */
final class ChunkReader {

  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?");

  private enum Expects {
    SIZE,
    DATA,
    DATA_END,
    TRAILER,
    NOTHING
  }

  private final int maxLineBytes;
  private final StringBuilder line = new StringBuilder(16);
  private Expects expects = Expects.SIZE;
  private long left;
  private int trailerBytes;

  ChunkReader(int maxLineBytes) {
    this.maxLineBytes = maxLineBytes;
  }

  /** Takes lines, and returns how many of the bytes that follow are data. */
  int read(ByteBuffer in) throws WireException {
    while (expects != Expects.NOTHING) {
      if (expects == Expects.DATA) {
        int data = (int) Math.min(left, in.remaining());
        left -= data;
        expects = left == 0 ? Expects.DATA_END : Expects.DATA;
        return data;
      }
      if (!readLine(in)) {
        return 0;
      }
      take(line.toString());
      line.setLength(0);
    }
    return 0;
  }

  boolean isWhole() {
    return expects == Expects.NOTHING;
  }

  private boolean readLine(ByteBuffer in) throws WireException {
    while (in.hasRemaining()) {
      char next = (char) (in.get() & 0xff);
      if (next == '\n') {
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
          line.setLength(line.length() - 1);
        }
        return true;
      }
      line.append(next);
      if (line.length() + trailerBytes > maxLineBytes) {
        throw new WireException(
            WireException.Fault.TOO_BIG,
            "a chunk's line is longer than " + maxLineBytes + " bytes");
      }
    }
    return false;
  }

  private void take(String text) throws WireException {
    switch (expects) {
      case SIZE -> size(text);
      case DATA_END -> {
        if (!text.isEmpty()) {
          throw new WireException(BODY, "a chunk is longer than its size says");
        }
        expects = Expects.SIZE;
      }
      default -> {
        trailerBytes += text.length();
        expects = text.isEmpty() ? Expects.NOTHING : Expects.TRAILER;
      }
    }
  }

  private void size(String text) throws WireException {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new WireException(BODY, "not a chunk's size: " + ResponseHead.shown(text));
    }
    left = Long.parseLong(size.group(1), 16);
    expects = left == 0 ? Expects.TRAILER : Expects.DATA;
  }
}
