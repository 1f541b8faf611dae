package io.madang.e2e.kit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all test classes of a JVM share, made when the first one asks.
 *
 * <p>JUnit's root store is no place for it: where a fork is handed one class after another, each
 * has a root of its own. It ends with the JVM, which is the business of what is shared.
 *
 * <p>Threads: any; {@code made} is guarded by this.
 */
public final class Shared<T> {
  private final Supplier<T> make;
  private @Nullable T made;

  public Shared(Supplier<T> make) {
    this.make = make;
  }

  /** The one; tried again where making it failed. */
  public synchronized T get() {
    T one = made;
    if (one == null) {
      one = make.get();
      made = one;
    }
    return one;
  }
}
