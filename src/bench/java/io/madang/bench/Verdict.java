package io.madang.bench;

import java.util.List;
import java.util.Locale;

/**
 * Medians and the goals they are held against.
 *
 * <p>The goals: at 50 messages a second to 500 readers a p99 below 20 ms, and at most 1.3 times the
 * CPU of a bare broadcast for a delivery; at 2,000 all that is offered, with a p99 below 60 ms;
 * never a hole.
 */
final class Verdict {

  private static final double LOW_P99_MS = 20;
  private static final double HIGH_P99_MS = 60;
  private static final double RATIO = 1.3;
  private static final double ALL = 0.99;
  private static final List<String> SHOWN =
      List.of(
          "deliveries_per_second",
          "latency_p50_ms",
          "latency_p95_ms",
          "latency_p99_ms",
          "latency_max_ms",
          "ack_p99_ms",
          "server_cpu_us_per_delivery",
          "server_cpu_cores",
          "generator_cpu_cores",
          "other_cpu_cores",
          "heap_kib_per_connection",
          "rss_kib_per_connection");

  private final Results results;
  private final double offered;
  private boolean isGood = true;

  /**
   * Prepares a verdict.
   *
   * @param offered deliveries a second at the high rate, or 0 when it was not run
   */
  Verdict(Results results, double offered) {
    this.results = results;
    this.offered = offered;
  }

  /** Prints the medians and each goal; returns 0 when all were met, else 1. */
  int print() {
    line("%-28s %14s %14s %14s", "median", "madang", "bare", "madang high");
    for (String figure : SHOWN) {
      line(
          "%-28s %,14.2f %,14.2f %,14.2f",
          figure.replace('_', ' '),
          results.median("madang-low", figure),
          results.median("bare-low", figure),
          results.median("madang-high", figure));
    }
    checkLow();
    if (offered > 0) {
      checkHigh();
    }
    return isGood ? 0 : 1;
  }

  private void checkLow() {
    String cpu = "server_cpu_us_per_delivery";
    double ratio = results.median("madang-low", cpu) / results.median("bare-low", cpu);
    goal("CPU a delivery, times bare", ratio, RATIO);
    goal("p99 ms", results.median("madang-low", "latency_p99_ms"), LOW_P99_MS);
    goal("violations", results.greatest("madang-low", "violations"), 0);
    goal("undelivered", results.greatest("madang-low", "undelivered"), 0);
  }

  private void checkHigh() {
    double delivered = results.median("madang-high", "deliveries_per_second");
    goal("high: offered / delivered", offered / delivered, 1 / ALL);
    goal("high: p99 ms", results.median("madang-high", "latency_p99_ms"), HIGH_P99_MS);
    goal("high: violations", results.greatest("madang-high", "violations"), 0);
    goal("high: undelivered", results.greatest("madang-high", "undelivered"), 0);
  }

  private void goal(String what, double value, double atMost) {
    boolean isMet = value <= atMost;
    isGood &= isMet;
    line("%-28s %,14.2f at most %.2f: %s", what, value, atMost, isMet ? "ok" : "MISSED");
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
