package io.madang.layer.redis;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Longer and longer pauses with jitter, so that many servers do not come back at once. */
final class Pauses {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 500;

  private long next = FIRST_MILLIS;

  void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(next / 2 + ThreadLocalRandom.current().nextLong(next / 2));
    next = Math.min(LONGEST_MILLIS, next * 2);
  }

  void reset() {
    next = FIRST_MILLIS;
  }
}
