package io.madang.core;

import java.time.Duration;

/** Keeps out who guesses: so many failures from an address. Threads: any; it does not block. */
public interface FailureGate {

  /** How long nobody at this address may try; zero when it may try now. */
  Duration mayTry(String address);

  /** Somebody at this address has tried, and failed. */
  void failed(String address);
}
