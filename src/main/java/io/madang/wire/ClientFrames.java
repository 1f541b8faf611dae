package io.madang.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes the frames of a client, which are masked (RFC 6455 §5.3). Threads: as its generator. */
public final class ClientFrames {

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MOST_REASON = 123;

  private final RandomGenerator random;

  /** Masks come from a generator; to a server that is trusted it need not be a secure one. */
  public ClientFrames(RandomGenerator random) {
    this.random = random;
  }

  /** One whole frame. */
  public Frame of(Opcode opcode, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) (FIN | opcode.code()));
    if (payload.length < TWO_BYTES) {
      header.put((byte) (MASKED | payload.length));
    } else if (payload.length <= 0xffff) {
      header.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
    } else {
      header.put((byte) (MASKED | EIGHT_BYTES)).putLong(payload.length);
    }
    header.putInt(random.nextInt());
    return new Frame(true, opcode, Arrays.copyOf(header.array(), header.position()), payload);
  }

  public Frame text(String text) {
    return of(Opcode.TEXT, text.getBytes(UTF_8));
  }

  /** A close frame; what is too long of the reason is left out. */
  public Frame close(int code, String reason) {
    byte[] words = reason.getBytes(UTF_8);
    int end = Math.min(words.length, MOST_REASON);
    while (end < words.length && (words[end] & 0xC0) == 0x80) {
      end--;
    }
    byte[] payload = new byte[2 + end];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(words, 0, payload, 2, end);
    return of(Opcode.CLOSE, payload);
  }
}
