package io.madang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.madang.core.Rate;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import java.time.Duration;

/**
 * So many of something in a period for each key, and some at once: users, addresses, topics or
 * connections, whatever is counted in this house.
 *
 * <p>A key that has been quiet until its bucket is full again is forgotten, and so is the one used
 * longest ago where there are too many. Threads: any.
 */
public final class TokenBuckets implements Rate {

  private static final int MAX_KEYS = 100_000;

  /** So many in each period, and {@code burst} at once. */
  public record Quota(int count, Duration period, int burst) {

    public static Quota perSecond(int count, int burst) {
      return new Quota(count, Duration.ofSeconds(1), burst);
    }

    /** So many a minute, and as many at once. */
    public static Quota perMinute(int count) {
      return new Quota(count, Duration.ofMinutes(1), count);
    }

    /** How long one that owes as much as it may takes to be full again. */
    private Duration full() {
      return period.plus(period.multipliedBy(2L * burst).dividedBy(count));
    }

    private Bucket bucket() {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(burst).refillGreedy(count, period))
          .withNanosecondPrecision() // and not by the wall clock, which may jump
          .build();
    }
  }

  private final String words;
  private final Quota quota;
  private final Cache<Object, Bucket> buckets;

  /** Of {@code things} for each {@code whose}: "publishes" for each "user". */
  public TokenBuckets(String things, String whose, Quota quota) {
    this(things, whose, quota, Caffeine.newBuilder());
  }

  /** The same for connections, which are told apart by what they are, and not kept by it. */
  public static TokenBuckets ofConnections(String things, Quota quota) {
    return new TokenBuckets(things, "connection", quota, Caffeine.newBuilder().weakKeys());
  }

  private TokenBuckets(String things, String whose, Quota quota, Caffeine<Object, Object> cache) {
    String period = quota.period.toSeconds() == 1 ? "second" : "minute";
    this.words = "the limit is " + quota.count + " " + things + " a " + period + " per " + whose;
    this.quota = quota;
    this.buckets =
        cache.maximumSize(MAX_KEYS).expireAfterAccess(quota.full()).executor(Runnable::run).build();
  }

  @Override
  public void take(Object key, int count) {
    Duration wait = tryTake(key, count);
    if (!wait.isZero()) {
      throw refused(wait);
    }
  }

  /** Takes so many or none: zero when they were there, else how long until they are. */
  public Duration tryTake(Object key, int count) {
    var probe = bucket(key).tryConsumeAndReturnRemaining(Math.max(1, count));
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket bucket(Object key) {
    return buckets.get(key, k -> quota.bucket());
  }

  /** Takes so many, there or not; a key owes as many as may come at once, at most. */
  public void charge(Object key, int count) {
    Bucket bucket = bucket(key);
    long most = bucket.getAvailableTokens() + quota.burst;
    if (most > 0) {
      bucket.consumeIgnoringRateLimits(Math.min(count, most));
    }
  }

  /** How long until there is one to take; none is taken. */
  public Duration waitFor(Object key) {
    Bucket bucket = buckets.getIfPresent(key);
    return bucket == null
        ? Duration.ZERO
        : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  /** Why somebody has to wait. */
  RefusedException refused(Duration wait) {
    return Refusal.rateLimited(words, wait).exception();
  }
}
