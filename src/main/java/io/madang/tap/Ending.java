package io.madang.tap;

/**
 * How a tap ended.
 *
 * @param code a close frame's code, or 0
 */
record Ending(Kind kind, String message, int code) {

  /** What went wrong, or nothing; each has an exit status. */
  enum Kind {
    DONE(0),
    BROKEN(1),
    NO_CONNECTION(3),
    REFUSED(4),
    BAD_HANDSHAKE(5),
    PROTOCOL_ERROR(6),
    CLOSED(7),
    END_OF_STREAM(8);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  Ending(Kind kind, String message) {
    this(kind, message, 0);
  }
}
