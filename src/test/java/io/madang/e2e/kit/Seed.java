package io.madang.e2e.kit;

import java.util.Random;

/** The seed of a random test: printed, and taken back by {@code -Dmadang.seed}. */
public final class Seed {
  private final long value;

  private Seed(long value) {
    this.value = value;
  }

  /** The seed that was asked for, else a new one; says which. */
  public static Seed of(Class<?> test) {
    Seed seed = new Seed(Long.getLong("madang.seed", System.nanoTime()));
    System.out.println(test.getSimpleName() + ": " + seed);
    return seed;
  }

  /** A generator that begins at this seed. */
  public Random random() {
    return new Random(value);
  }

  /** How to run with it again. */
  @Override
  public String toString() {
    return "-Dmadang.seed=" + value;
  }
}
