package io.madang.kit;

import io.madang.core.Limits;
import java.time.Duration;

/** Limits for tests: the defaults, but for what a test changes. */
public final class LimitsOf {

  public int topics = 100;
  public int catchUpPage = 500;
  public long tailBytes = 1 << 20;
  public long tailTotalBytes = 64 << 20;
  public int writeBytes = 64 << 10;
  public int waitingPublishes = 20_000;
  public int waitingFrames = 1_000;
  public int stateKeys = 256;
  public Duration publishTimeout = Duration.ofSeconds(4);
  public Duration lease = Duration.ofSeconds(45);
  public Duration idleStream = Duration.ofMinutes(2);
  public Duration headCheck = Duration.ZERO;
  public Duration trimEvery = Duration.ofHours(1);

  /** The limits. */
  public Limits build() {
    return new Limits(
        topics,
        catchUpPage,
        tailBytes,
        tailTotalBytes,
        writeBytes,
        waitingPublishes,
        waitingFrames,
        stateKeys,
        publishTimeout,
        lease,
        idleStream,
        headCheck,
        trimEvery);
  }
}
