package io.madang.security;

import io.madang.core.Printable;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.security.TokenBuckets.Quota;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How often one network address may ask, connect, and show a proof that is not good.
 *
 * <p>Where the container tells no address nothing is counted. Threads: any.
 */
public final class AddressRates {

  private static final System.Logger LOG = System.getLogger(AddressRates.class.getName());

  private final TokenBuckets requests;
  private final TokenBuckets connects;
  private final FailureRate failures;
  private final int floodConnects;

  /**
   * Rates.
   *
   * @param requests of any kind, polls among them
   * @param connects WebSockets and streams
   * @param failures proofs that were not good
   * @param floodConnects what a connection that floods costs of the connects
   */
  public AddressRates(Quota requests, Quota connects, Quota failures, int floodConnects) {
    this.requests = new TokenBuckets("requests", "address", requests);
    this.connects = new TokenBuckets("connects", "address", connects);
    this.failures = new FailureRate("wrong tokens, tickets and keys", failures);
    this.floodConnects = floodConnects;
  }

  /** Somebody asks for something. */
  void ask(String address, Speaker speaker) {
    if (!address.isEmpty() && !speaker.isServer()) {
      requests.take(Network.of(address));
    }
  }

  /** Whether somebody without a proof could come to stay now; nothing is counted. */
  void checkConnect(String address) {
    Duration wait = connects.waitFor(Network.of(address));
    if (!wait.isZero()) {
      throw connects.refused(wait);
    }
  }

  /** Somebody comes to stay. */
  void connect(String address, Speaker speaker) {
    if (!address.isEmpty() && !speaker.isServer()) {
      connects.take(Network.of(address));
    }
  }

  /** A connection from there was sent away for its flood. */
  void flooded(String address) {
    if (!address.isEmpty()) {
      connects.charge(Network.of(address), floodConnects);
    }
  }

  /**
   * Whom the proof shows; where too many were not good it is not looked at.
   *
   * @throws RefusedException {@code unauthorized} for one that is not good, {@code rate_limited}
   *     after too many of them
   */
  Speaker verified(String address, Supplier<Speaker> proof) {
    Duration wait = failures.mayTry(address);
    if (!wait.isZero()) {
      throw failures.refused(wait);
    }
    try {
      return proof.get();
    } catch (RefusedException e) {
      if (e.refusal().code() == Refusal.Code.UNAUTHORIZED) {
        failures.failed(address);
        LOG.log(
            System.Logger.Level.INFO,
            "a token, ticket or key from {0} was refused",
            Printable.of(address));
      }
      throw e;
    }
  }
}
