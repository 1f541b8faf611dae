package io.madang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.madang.core.FailureGate;
import java.time.Duration;

/**
 * So many failures a minute for each address, and as many at once. An address that has been quiet
 * until then is forgotten.
 *
 * <p>Threads: any.
 */
public final class FailureRate implements FailureGate {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_ADDRESSES = 100_000;

  private final int perMinute;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).expireAfterAccess(MINUTE).build();

  public FailureRate(int perMinute) {
    this.perMinute = perMinute;
  }

  @Override
  public Duration mayTry(String address) {
    Bucket bucket = buckets.getIfPresent(address);
    return bucket == null
        ? Duration.ZERO
        : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  @Override
  public void failed(String address) {
    buckets.get(address, one -> newBucket()).tryConsume(1);
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
        .withNanosecondPrecision() // and not by the wall clock, which may jump
        .build();
  }
}
