package io.madang.transport.websocket;

import java.util.Optional;

/**
 * Puts the parts of a text message together, and counts its bytes of UTF-8 as they come.
 *
 * <p>Threads: the one that the container reads the connection on.
 */
final class TextParts {

  private final int maxBytes;
  private final StringBuilder text = new StringBuilder();
  private int bytes;

  TextParts(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes a part; the whole message with the last one. */
  Optional<String> add(String part, boolean isLast) {
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
