package io.madang.wire;

import static io.madang.wire.WireException.Fault.FRAME;
import static io.madang.wire.WireException.Fault.TOO_BIG;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a server, and insists on every rule of RFC 6455 §5.2 and §5.5.
 *
 * <p>It holds what came, not what was announced: a header that promises a gigabyte costs nothing.
 *
 * <p>Threads: one at a time.
 */
public final class FrameReader {

  private static final int FIN = 0x80;
  private static final int RSV = 0x70;
  private static final int MOST_OF_CONTROL = 125;

  private final int maxPayloadBytes;
  private final FrameHead head = new FrameHead();
  private long payloadLength;
  private @Nullable ByteArrayOutputStream payload;

  public FrameReader(int maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** Takes bytes until a frame is whole, and returns it; else null. */
  public @Nullable Frame read(ByteBuffer in) throws WireException {
    while (payload == null && in.hasRemaining()) {
      if (head.add(in.get())) {
        check();
        payload = new ByteArrayOutputStream((int) Math.min(payloadLength, in.remaining()));
      }
    }
    ByteArrayOutputStream collected = payload;
    if (collected == null) {
      return null;
    }
    int taken = (int) Math.min(payloadLength - collected.size(), in.remaining());
    byte[] part = new byte[taken];
    in.get(part);
    collected.write(part, 0, taken);
    return collected.size() < payloadLength ? null : whole(collected.toByteArray());
  }

  /** Whether a frame has begun and is not whole. */
  public boolean isInside() {
    return head.isBegun();
  }

  /** What came of the header of a frame that is not whole. */
  public byte[] unfinishedHeader() {
    return head.bytes();
  }

  private Frame whole(byte[] bytes) {
    Frame frame = new Frame((head.flags() & FIN) != 0, opcode(), head.bytes(), bytes);
    head.clear();
    payload = null;
    return frame;
  }

  private Opcode opcode() {
    return Opcode.of(head.opcode()).orElseThrow();
  }

  private void check() throws WireException {
    if ((head.flags() & RSV) != 0) {
      throw broken("a frame with RSV bits, and no extension was agreed on (RFC 6455 §5.2)");
    }
    if (Opcode.of(head.opcode()).isEmpty()) {
      throw broken(
          "a frame with the reserved opcode 0x"
              + Integer.toHexString(head.opcode())
              + " (RFC 6455 §5.2)");
    }
    if (head.isMasked()) {
      throw broken("a masked frame from the server (RFC 6455 §5.1)");
    }
    payloadLength = head.length();
    checkLength();
  }

  private void checkLength() throws WireException {
    if (payloadLength < 0
        || (head.lengthBytes() == 2 && payloadLength < FrameHead.TWO_BYTES)
        || (head.lengthBytes() == 8 && payloadLength <= 0xffff)) {
      throw broken("a frame's length that is not in its shortest form (RFC 6455 §5.2)");
    }
    if (opcode().isControl()) {
      if ((head.flags() & FIN) == 0) {
        throw broken("a " + opcode().word() + " frame in fragments (RFC 6455 §5.4)");
      }
      if (payloadLength > MOST_OF_CONTROL) {
        throw broken("a " + opcode().word() + " frame of " + payloadLength + " bytes (§5.5: 125)");
      }
    }
    if (payloadLength > maxPayloadBytes) {
      throw new WireException(
          TOO_BIG,
          "a frame of " + payloadLength + " bytes, more than the limit of " + maxPayloadBytes);
    }
  }

  private static WireException broken(String message) {
    return new WireException(FRAME, message);
  }
}
