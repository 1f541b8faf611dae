package io.madang.core;

/**
 * Which part of a log is kept: offsets {@code first} to {@code head}.
 *
 * @param epoch the life of the log
 * @param first the oldest kept offset; {@code head + 1} when nothing is kept
 * @param head the newest offset, 0 before the first message
 */
public record LogEnds(String epoch, long first, long head) {

  /** The cursor of the oldest kept message. */
  public Cursor firstCursor() {
    return new Cursor(epoch, first);
  }

  /** The cursor of the newest message. */
  public Cursor headCursor() {
    return new Cursor(epoch, head);
  }

  /** The cursor from which everything that is kept is still to come. */
  Cursor beginning() {
    return new Cursor(epoch, first - 1);
  }
}
