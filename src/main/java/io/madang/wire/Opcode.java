package io.madang.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a frame is (RFC 6455 §5.2). */
public enum Opcode {
  CONTINUATION(0x0),
  TEXT(0x1),
  BINARY(0x2),
  CLOSE(0x8),
  PING(0x9),
  PONG(0xA);

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public boolean isControl() {
    return code >= CLOSE.code;
  }

  /** Its name in the standard's words. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Opcode> of(int code) {
    return Arrays.stream(values()).filter(opcode -> opcode.code == code).findFirst();
  }
}
