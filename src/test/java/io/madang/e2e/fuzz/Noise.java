package io.madang.e2e.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes a few bytes. Threads: one. */
final class Noise {
  private final Random random;

  Noise(Random random) {
    this.random = random;
  }

  /** One to four steps away from the original. */
  byte[] in(byte[] original) {
    byte[] bytes = original.clone();
    for (int steps = 1 + random.nextInt(4); steps > 0 && bytes.length > 0; steps--) {
      bytes = step(bytes);
    }
    return bytes;
  }

  private byte[] step(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        return doubled(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)));
      }
      default -> bytes[at] = bytes[random.nextInt(bytes.length)];
    }
    return bytes;
  }

  private static byte[] doubled(byte[] bytes, int from, int to) {
    byte[] longer = new byte[bytes.length + to - from];
    System.arraycopy(bytes, 0, longer, 0, to);
    System.arraycopy(bytes, from, longer, to, bytes.length - from);
    return longer;
  }

  /** So many bytes of anything. */
  byte[] any(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }
}
