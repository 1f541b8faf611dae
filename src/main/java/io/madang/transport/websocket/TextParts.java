package io.madang.transport.websocket;

import java.util.Optional;

/**
 * Puts the parts of a text message together, and counts its bytes of UTF-8 as they come.
 *
 * <p>Threads: the one that the container reads the connection on.
 */
final class TextParts {

  /** A container may cut a message where its buffers end, into pieces of any size. */
  private static final int USUAL_PIECES = 8;

  private static final int USUAL_BYTES = 256;

  private final int maxBytes;
  private final StringBuilder text = new StringBuilder(0);
  private int bytes;
  private int pieces;

  TextParts(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes a part; the whole message with the last one. */
  Optional<String> add(String part, boolean isLast) {
    pieces = isLast ? 0 : pieces + 1;
    bytes += utf8Length(part);
    if (isTooLarge()) {
      forget();
      return Optional.empty();
    }
    if (isLast && text.isEmpty()) {
      bytes = 0;
      return Optional.of(part);
    }
    text.append(part);
    if (!isLast) {
      return Optional.empty();
    }
    String whole = text.toString();
    bytes = 0;
    forget();
    return Optional.of(whole);
  }

  /** Whether what came so far is over the limit; it stays so. */
  boolean isTooLarge() {
    return bytes > maxBytes;
  }

  /** Whether the message comes in more and smaller pieces than one that means well. */
  boolean isInCrumbs() {
    return pieces > USUAL_PIECES + bytes / USUAL_BYTES;
  }

  private void forget() {
    text.setLength(0);
    text.trimToSize();
  }

  private static int utf8Length(String part) {
    int length = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }
}
