package io.madang.security;

import io.madang.core.FailureGate;
import io.madang.core.RefusedException;
import io.madang.security.TokenBuckets.Quota;
import java.time.Duration;

/** So many failures of one kind from each address. Threads: any. */
public final class FailureRate implements FailureGate {

  private final TokenBuckets failures;

  /** Of {@code things} that were wrong. */
  public FailureRate(String things, Quota quota) {
    this.failures = new TokenBuckets(things, "address", quota);
  }

  @Override
  public Duration mayTry(String address) {
    return failures.waitFor(Network.of(address));
  }

  @Override
  public void failed(String address) {
    if (!address.isEmpty()) {
      failures.tryTake(Network.of(address), 1);
    }
  }

  /** Why somebody has to wait. */
  RefusedException refused(Duration wait) {
    return failures.refused(wait);
  }
}
