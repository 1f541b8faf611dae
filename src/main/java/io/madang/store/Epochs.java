package io.madang.store;

import java.security.SecureRandom;

/** Names for lives of logs: 10 random letters and digits. */
final class Epochs {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Epochs() {}

  static String next() {
    return Long.toString((RANDOM.nextLong() >>> 13) | (1L << 50), Character.MAX_RADIX);
  }
}
