package io.madang.core;

import java.time.Duration;

/** Counts how often a user writes. Threads: any; it must not block. */
@FunctionalInterface
public interface PublishGate {

  /** Takes one permit: zero when it was there, else how long until there is one. */
  Duration tryPass(Speaker speaker);
}
