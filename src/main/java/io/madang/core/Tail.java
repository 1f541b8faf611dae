package io.madang.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of a log, without holes, in a ring.
 *
 * <p>Threads: guarded by the lock of the {@link Stream} that owns it.
 */
final class Tail {

  private static final int BLOCK = 64;

  private @Nullable Message[] ring = new Message[16];
  private long first = 1;
  private int count;
  private long bytes;

  /** The oldest offset in memory. */
  long first() {
    return first;
  }

  /** The offset after the newest. */
  long next() {
    return first + count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long bytes() {
    return bytes;
  }

  /** Adds the next message, or begins anew with it when it does not follow. */
  void add(Message message) {
    if (message.offset() != next()) {
      beginAt(message.offset());
    }
    if (count == ring.length) {
      grow();
    }
    ring[index(message.offset())] = message;
    count++;
    bytes += weight(message);
  }

  /** Forgets everything; the next message has this offset. */
  void beginAt(long offset) {
    Arrays.fill(ring, null);
    first = offset;
    count = 0;
    bytes = 0;
  }

  void dropOldest() {
    bytes -= weight(get(first));
    ring[index(first)] = null;
    first++;
    count--;
  }

  /**
   * The messages from one offset to another, at least one. Those that do not fit are left out from
   * a multiple of 64 on, so that readers who are behind at different places come together.
   */
  List<Message> between(long offset, long last, int maxBytes) {
    long limit = Math.min(last + 1, next());
    long end = offset;
    int size = 0;
    while (end < limit && (end == offset || size + get(end).size() <= maxBytes)) {
      size += get(end).size();
      end++;
    }
    long boundary = end - end % BLOCK;
    if (end < limit && boundary > offset) {
      end = boundary;
    }
    Message[] taken = new Message[(int) (end - offset)];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = get(offset + i);
    }
    return List.of(taken);
  }

  private Message get(long offset) {
    Message message = ring[index(offset)];
    if (message == null) {
      throw new IllegalStateException("no message at " + offset);
    }
    return message;
  }

  private static long weight(Message message) {
    return 2L * message.size();
  }

  private int index(long offset) {
    return (int) (offset % ring.length);
  }

  private void grow() {
    @Nullable Message[] old = ring;
    ring = new Message[2 * old.length];
    for (long offset = first; offset < next(); offset++) {
      ring[index(offset)] = old[(int) (offset % old.length)];
    }
  }
}
