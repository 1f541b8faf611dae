package io.madang.core;

import java.security.SecureRandom;

/** Random names that nobody can guess. */
final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A random positive number of 40 bits. */
  static long positive() {
    return RANDOM.nextLong() >>> 24;
  }
}
