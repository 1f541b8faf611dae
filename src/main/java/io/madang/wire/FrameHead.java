package io.madang.wire;

import java.util.Arrays;

/**
 * The head of a frame as it comes, byte by byte, without the mask (RFC 6455 §5.2).
 *
 * <p>Threads: one at a time.
 */
final class FrameHead {

  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  static final int TWO_BYTES = 126;
  static final int EIGHT_BYTES = 127;

  private final byte[] bytes = new byte[10];
  private int count;

  /** Takes the next byte; whether the head is whole with it. */
  boolean add(byte next) {
    bytes[count++] = next;
    return count >= 2 && count == needed();
  }

  private int needed() {
    return switch (bytes[1] & LENGTH) {
      case TWO_BYTES -> 4;
      case EIGHT_BYTES -> 10;
      default -> 2;
    };
  }

  /** Whether one has begun. */
  boolean isBegun() {
    return count > 0;
  }

  /** Forgets it: what comes next is another one. */
  void clear() {
    count = 0;
  }

  /** FIN and the RSV bits, above the opcode. */
  int flags() {
    return bytes[0] & 0xff & ~OPCODE;
  }

  int opcode() {
    return bytes[0] & OPCODE;
  }

  boolean isMasked() {
    return (bytes[1] & MASKED) != 0;
  }

  /** How many bytes say the length: 1, 2 or 8. */
  int lengthBytes() {
    return Math.max(1, count - 2);
  }

  /** The payload's length; negative when its top bit is set, which no frame may have. */
  long length() {
    if (count == 2) {
      return bytes[1] & LENGTH;
    }
    long length = 0;
    for (int i = 2; i < count; i++) {
      length = (length << 8) | (bytes[i] & 0xff);
    }
    return length;
  }

  /** What came of it. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, count);
  }
}
