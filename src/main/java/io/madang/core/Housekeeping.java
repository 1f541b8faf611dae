package io.madang.core;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is done again and again: leases and writes that expire, topics that nobody reads, retention,
 * and a look at what other servers wrote.
 *
 * <p>Threads: started once; it runs on the clock, and on the catch-up threads where it may block.
 */
record Housekeeping(
    Threads threads,
    Limits limits,
    Policies policies,
    Stores stores,
    Streams streams,
    Clock clock) {

  private static final Duration EXPIRE_WRITES = Duration.ofMillis(250);
  private static final Duration EXPIRE_LEASES = Duration.ofSeconds(1);
  private static final Duration ANNOUNCE = Duration.ofSeconds(4);
  private static final Duration CLOSE_IDLE = Duration.ofSeconds(5);

  void start(Writes writes) {
    every(EXPIRE_WRITES, writes::expire);
    every(EXPIRE_LEASES, streams::expireLeases);
    every(CLOSE_IDLE, streams::closeIdle);
    every(ANNOUNCE, streams::announceAll);
    Runnable trim = new SafeTask(() -> policies.all().forEach(this::trim));
    every(limits.trimEvery(), () -> threads.inBackground(trim));
    if (!limits.headCheck().isZero()) {
      every(limits.headCheck().dividedBy(4), streams::checkHeads); // soon after bells fail
    }
  }

  private void every(Duration period, Runnable task) {
    Runnable safe = new SafeTask(task);
    threads
        .clock()
        .scheduleWithFixedDelay(safe, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void trim(TopicPolicy policy) {
    stores
        .of(policy)
        .trim(policy.namespace(), policy.retention(), clock.instant())
        .forEach((topic, ends) -> streams.peek(topic).ifPresent(stream -> stream.learn(ends)));
  }
}
