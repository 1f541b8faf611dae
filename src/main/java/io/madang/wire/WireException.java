package io.madang.wire;

import java.io.IOException;

/** The other side broke a rule of the protocol, or a bound of ours. */
public final class WireException extends IOException {

  private static final long serialVersionUID = 1;

  /** What was broken. */
  public enum Fault {
    /** The head of an HTTP answer. */
    HEAD,
    /** The body of an HTTP answer. */
    BODY,
    /** The server does not upgrade to WebSocket. */
    REFUSED,
    /** The answer to the handshake proves nothing: {@code Sec-WebSocket-Accept} and the like. */
    ACCEPT,
    /** A frame (RFC 6455 §5), to be closed with 1002. */
    FRAME,
    /** A text that is not UTF-8, to be closed with 1007. */
    UTF_8,
    /** More than we take, to be closed with 1009. */
    TOO_BIG
  }

  private final Fault fault;

  public WireException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What was broken, in words. */
  public String message() {
    return String.valueOf(getMessage());
  }

  public Fault fault() {
    return fault;
  }

  /** The code of the close frame that answers it (RFC 6455 §7.4.1). */
  public int closeCode() {
    return switch (fault) {
      case UTF_8 -> 1007;
      case TOO_BIG -> 1009;
      default -> 1002;
    };
  }
}
