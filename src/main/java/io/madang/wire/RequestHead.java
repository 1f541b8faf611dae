package io.madang.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** The head of an HTTP/1.1 request. Immutable. */
public record RequestHead(String method, String target, List<Header> headers) {

  /**
   * Checks that no part of it leads to another line.
   *
   * @throws IllegalArgumentException when one does, or is not ASCII
   */
  public RequestHead {
    headers = List.copyOf(headers);
    check("request line", method + target);
    for (Header header : headers) {
      check("header " + header.name(), header.name() + header.value());
    }
  }

  private static void check(String part, String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(part + ": only printable ASCII can be sent");
    }
  }

  /** The bytes of it, with the empty line that ends it. */
  public byte[] bytes() {
    StringBuilder out = new StringBuilder(512);
    out.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    for (Header header : headers) {
      out.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return out.append("\r\n").toString().getBytes(ISO_8859_1);
  }
}
