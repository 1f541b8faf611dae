package io.madang.market;

import java.math.BigDecimal;
import java.util.List;

/**
 * A symbol that the simulated exchange deals in.
 *
 * @param price about what it costs when the exchange opens
 * @param step prices are multiples of it
 * @param volatility standard deviation of the logarithm of the price after one second
 */
public record Listing(String symbol, double price, BigDecimal step, double volatility) {

  private static final List<Listing> ALL =
      List.of(
          of("BTC-KRW", 142_500_000, "1000", 1.6),
          of("ETH-KRW", 4_890_000, "1000", 2.0),
          of("XRP-KRW", 3_420, "1", 2.4),
          of("SOL-KRW", 226_400, "100", 2.6),
          of("DOGE-KRW", 312, "0.1", 3.2),
          of("ADA-KRW", 1_043, "1", 2.8),
          of("TRX-KRW", 401, "0.1", 1.6),
          of("AVAX-KRW", 32_150, "10", 3.0),
          of("LINK-KRW", 24_870, "10", 2.8),
          of("DOT-KRW", 5_905, "1", 2.8),
          of("BCH-KRW", 716_500, "500", 2.2),
          of("LTC-KRW", 151_300, "100", 2.2),
          of("ETC-KRW", 26_480, "10", 2.6),
          of("XLM-KRW", 498, "0.1", 2.8),
          of("ATOM-KRW", 6_310, "5", 2.8),
          of("NEAR-KRW", 3_655, "1", 3.4),
          of("APT-KRW", 7_215, "5", 3.4),
          of("SUI-KRW", 4_780, "1", 3.6),
          of("UNI-KRW", 13_940, "10", 3.0),
          of("SAND-KRW", 389, "0.1", 3.6));

  private static Listing of(String symbol, double price, String step, double basisPoints) {
    return new Listing(symbol, price, new BigDecimal(step), basisPoints / 10_000);
  }

  /** The twenty that are simulated, those that are dealt in most first. */
  public static List<Listing> all() {
    return ALL;
  }
}
