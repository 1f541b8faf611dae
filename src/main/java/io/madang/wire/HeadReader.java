package io.madang.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Collects the bytes of a head, up to its empty line. Threads: one at a time. */
final class HeadReader {

  private final int maxBytes;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream(512);
  private int lineLength;

  HeadReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes bytes until the head is whole, and then returns all of it. */
  byte @Nullable [] read(ByteBuffer in) throws WireException {
    while (in.hasRemaining()) {
      byte next = in.get();
      collected.write(next);
      if (next == '\n') {
        if (lineLength == 0) {
          byte[] whole = collected.toByteArray();
          collected.reset();
          return whole;
        }
        lineLength = 0;
      } else if (next != '\r') {
        lineLength++;
      }
      if (collected.size() >= maxBytes) {
        throw new WireException(
            WireException.Fault.TOO_BIG, "the answer's head is longer than " + maxBytes + " bytes");
      }
    }
    return null;
  }

  boolean isEmpty() {
    return collected.size() == 0;
  }

  /** What came so far of a head that may never be whole. */
  byte[] soFar() {
    return collected.toByteArray();
  }
}
