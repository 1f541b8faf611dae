package io.madang.kit;

import java.util.Random;

/** The seed of a random test: printed, and taken back by {@code -Dtest.seed}. */
public record Seed(long value) {

  /** The seed that was asked for, else a new one; says which. */
  public static Seed of(String test) {
    Seed seed = new Seed(Long.getLong("test.seed", System.nanoTime()));
    System.out.println(test + ": -Dtest.seed=" + seed.value);
    return seed;
  }

  /** A generator that begins here, one for each number. */
  public Random random(int number) {
    return new Random(value * 31 + number);
  }
}
