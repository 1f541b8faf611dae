package io.madang.core;

/** So many of something in a time, for each key. Threads: any; it must not block. */
@FunctionalInterface
public interface Rate {

  /** Where nothing is counted. */
  Rate ANY = (key, count) -> {};

  /**
   * Takes so many for the key, or none.
   *
   * @throws RefusedException {@code rate_limited}, naming the limit, with when to try again
   */
  void take(Object key, int count);

  /** Takes one. */
  default void take(Object key) {
    take(key, 1);
  }
}
