package io.madang.core;

import java.time.Duration;

/**
 * The bounds of the core; each is a setting.
 *
 * @param topicsPerConnection topics that one connection may be subscribed to
 * @param catchUpPage messages read from the store at once for a reader that is behind
 * @param tailBytes bytes of the newest messages of a topic kept in memory
 * @param tailTotalBytes the same over all topics
 * @param writeBytes bytes handed to a connection at once
 * @param waitingPublishes publishes that may wait for the store
 * @param waitingFrames answers that may wait for a client that does not read
 * @param stateKeys keys of a topic's state
 * @param publishTimeout after which a publish that the store did not take is refused
 * @param lease how long an HTTP reader counts as present after it asked
 * @param idleStream how long a topic without readers stays in memory
 * @param headCheck how often the store is asked for news that no bell told; zero for never
 * @param trimEvery how often retention is applied
 */
public record Limits(
    int topicsPerConnection,
    int catchUpPage,
    long tailBytes,
    long tailTotalBytes,
    int writeBytes,
    int waitingPublishes,
    int waitingFrames,
    int stateKeys,
    Duration publishTimeout,
    Duration lease,
    Duration idleStream,
    Duration headCheck,
    Duration trimEvery) {

  /** The defaults of the settings. */
  public static Limits defaults() {
    return new Limits(
        100,
        500,
        8 << 20,
        64L << 20,
        64 << 10,
        20_000,
        1_000,
        256,
        Duration.ofSeconds(4),
        Duration.ofSeconds(45),
        Duration.ofSeconds(120),
        Duration.ZERO,
        Duration.ofSeconds(10));
  }

  /** These limits with another interval. */
  public Limits withHeadCheck(Duration interval) {
    return new Limits(
        topicsPerConnection,
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
        interval,
        trimEvery);
  }
}
