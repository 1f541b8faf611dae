package io.madang.market.bridge;

import java.time.Duration;

/**
 * How long a bridge waits.
 *
 * @param firstPause before it connects again; each further pause is twice as long
 * @param longestPause no pause is longer
 * @param silence after this without a message the connection is given up
 */
public record Patience(Duration firstPause, Duration longestPause, Duration silence) {

  /** What holds for real exchanges, which speak at least once a second. */
  public static Patience standard() {
    return new Patience(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30));
  }

  /** The pause after so many attempts in vain, 0 for the first. */
  Duration pause(int attempts) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempts, 20));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }
}
