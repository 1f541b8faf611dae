package io.madang.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/** Writes the frames of a client, which are masked (RFC 6455 §5.2 and §5.3). */
public final class ClientFrames {

  public static final int TEXT = 0x1;
  static final int CLOSE = 0x8;
  static final int PONG = 0xA;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONGEST_HEADER = 8;

  private ClientFrames() {}

  /** Returns the room that a frame with so much payload may need. */
  static int room(int payloadBytes) {
    return payloadBytes + LONGEST_HEADER;
  }

  /** Returns one frame, ready to be written. */
  public static ByteBuffer of(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(room(payload.length));
    append(frame, opcode, payload);
    return frame.flip();
  }

  /** Appends one whole frame of at most 65,535 bytes. */
  static void append(ByteBuffer out, int opcode, byte[] payload) {
    if (payload.length > 0xffff) {
      throw new IllegalArgumentException("a payload of " + payload.length + " bytes");
    }
    int mask = ThreadLocalRandom.current().nextInt();
    out.order(ByteOrder.BIG_ENDIAN).put((byte) (FIN | opcode));
    if (payload.length < SHORT_LENGTH) {
      out.put((byte) (MASKED | payload.length));
    } else {
      out.put((byte) (MASKED | SHORT_LENGTH)).putShort((short) payload.length);
    }
    out.putInt(mask);
    for (int i = 0; i < payload.length; i++) {
      out.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
    }
  }
}
