package io.madang.wire;

/**
 * Counts the frames of one kind in what a client sends, and keeps nothing of them.
 *
 * <p>Threads: one at a time.
 */
public final class FrameCounter {

  private static final int MASK_BYTES = 4;

  private final int opcode;
  private final FrameHead head = new FrameHead();
  private long toSkip;

  public FrameCounter(Opcode opcode) {
    this.opcode = opcode.code();
  }

  /** How many of them begin in these bytes, which follow those of the last call. */
  public int count(byte[] bytes, int from, int length) {
    int count = 0;
    int at = from;
    int end = from + length;
    while (at < end) {
      if (toSkip > 0) {
        int step = (int) Math.min(toSkip, end - at);
        toSkip -= step;
        at += step;
      } else if (head.add(bytes[at++])) {
        count += head.opcode() == opcode ? 1 : 0;
        toSkip = bodyLength();
        head.clear();
      }
    }
    return count;
  }

  /** What follows the head; of a length that no frame may have, all that ever comes. */
  private long bodyLength() {
    long length = head.length();
    if (length < 0 || length > Long.MAX_VALUE - MASK_BYTES) {
      return Long.MAX_VALUE;
    }
    return head.isMasked() ? length + MASK_BYTES : length;
  }
}
