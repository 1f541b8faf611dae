package io.madang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.madang.core.PublishGate;
import io.madang.core.Speaker;
import java.time.Duration;

/**
 * So many publishes, signals and states a second for each user, or uploads a minute, and some at
 * once.
 *
 * <p>A user who has been quiet until the bucket is full again is forgotten. Threads: any.
 */
public final class PublishRate implements PublishGate {

  private static final int MAX_USERS = 100_000;

  private final int count;
  private final Duration period;
  private final int burst;
  private final Cache<String, Bucket> buckets;

  /** So many a second. */
  public PublishRate(int perSecond, int burst) {
    this(perSecond, Duration.ofSeconds(1), burst);
  }

  /** So many in each period, and {@code burst} at once. */
  public PublishRate(int count, Duration period, int burst) {
    this.count = count;
    this.period = period;
    this.burst = burst;
    Duration full = period.plus(period.multipliedBy(burst).dividedBy(count));
    this.buckets = Caffeine.newBuilder().maximumSize(MAX_USERS).expireAfterAccess(full).build();
  }

  @Override
  public Duration tryPass(Speaker speaker) {
    if (speaker.isServer()) {
      return Duration.ZERO;
    }
    var probe =
        buckets.get(speaker.person().user(), user -> newBucket()).tryConsumeAndReturnRemaining(1);
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(count, period))
        .withNanosecondPrecision() // and not by the wall clock, which may jump
        .build();
  }
}
