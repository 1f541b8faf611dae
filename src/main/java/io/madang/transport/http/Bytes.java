package io.madang.transport.http;

import java.util.List;

/** Arrays of bytes. */
final class Bytes {

  private Bytes() {}

  /** One after the other; a single one is not copied. */
  static byte[] join(List<byte[]> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
