package io.madang.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One frame. Immutable by agreement: nobody writes to its arrays.
 *
 * @param header its bytes before the payload: two, the longer length, the mask
 * @param payload without mask
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they lie on the wire; never compared
public record Frame(boolean isFin, Opcode opcode, byte[] header, byte[] payload) {

  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;

  public boolean isMasked() {
    return (header[1] & MASKED) != 0;
  }

  /** The mask's four bytes, or none. */
  public byte[] mask() {
    return isMasked()
        ? Arrays.copyOfRange(header, header.length - MASK_BYTES, header.length)
        : new byte[0];
  }

  /** All of it as it lies on the wire, masked. */
  public byte[] bytes() {
    byte[] all = Arrays.copyOf(header, header.length + payload.length);
    byte[] mask = mask();
    for (int i = 0; i < payload.length; i++) {
      all[header.length + i] = (byte) (mask.length == 0 ? payload[i] : payload[i] ^ mask[i & 3]);
    }
    return all;
  }

  /** A close frame's code, or 1005 for none (RFC 6455 §7.4.1). */
  public int closeCode() {
    return payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
  }

  /** A close frame's reason. */
  public String closeReason() {
    return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
  }
}
