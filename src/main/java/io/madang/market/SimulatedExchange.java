package io.madang.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that is made up: each price walks at random (geometric Brownian motion).
 *
 * <p>The same seed, rate and listings give the same trades in the same order; only their times are
 * the caller's. Prices stay within a hundredth and a hundred times of what they began with.
 *
 * <p>Threads: one at a time.
 */
final class SimulatedExchange {

  static final String SOURCE = "simulated";

  /**
   * How far a price may be from the day's first one when the exchange opens, as a share of σ√day.
   */
  private static final double MORNING = 0.4 * Math.sqrt(86_400);

  private static final double MAX_FACTOR = 100;
  private static final double TYPICAL_VALUE = 400_000;
  private static final int QUANTITY_DECIMALS = 6;

  /** What happened: a trade, and the ticker after it. */
  record Tick(String symbol, Trade trade, Ticker ticker) {}

  /** A price to begin with. */
  record Opening(String symbol, Ticker ticker) {}

  private final Random random;
  private final List<Quote> quotes;

  SimulatedExchange(long seed, int ticksPerSecond, List<Listing> listings) {
    this.random = new Random(seed);
    this.quotes =
        IntStream.range(0, listings.size())
            .mapToObj(i -> new Quote(listings.get(i), secondsBetween(i, listings, ticksPerSecond)))
            .toList();
  }

  /** The first are dealt in most: {@link #next} squares a uniform number to choose one. */
  private static double secondsBetween(int index, List<Listing> listings, int ticksPerSecond) {
    double all = listings.size();
    double share = Math.sqrt((index + 1) / all) - Math.sqrt(index / all);
    return 1 / (share * ticksPerSecond);
  }

  /** What everything costs before the first trade. */
  List<Opening> open(Instant now) {
    return quotes.stream()
        .map(quote -> new Opening(quote.listing.symbol(), quote.ticker(now)))
        .toList();
  }

  /** The next trade, wherever it is. */
  Tick next(Instant now) {
    double chosen = random.nextDouble();
    return quotes.get((int) (quotes.size() * chosen * chosen)).trade(now);
  }

  /** One symbol's walk. */
  private final class Quote {
    private final Listing listing;
    private final double drift;
    private final double deviation;
    private double price;
    private BigDecimal dayBegan;
    private BigDecimal volume = BigDecimal.ZERO;
    private @Nullable LocalDate day;

    Quote(Listing listing, double secondsBetween) {
      this.listing = listing;
      this.deviation = listing.volatility() * Math.sqrt(secondsBetween);
      this.drift = -deviation * deviation / 2;
      this.dayBegan = rounded(listing.price());
      this.price =
          bounded(
              listing.price() * Math.exp(listing.volatility() * MORNING * random.nextGaussian()));
    }

    private double bounded(double wanted) {
      double first = listing.price();
      return Math.min(first * MAX_FACTOR, Math.max(first / MAX_FACTOR, wanted));
    }

    private BigDecimal rounded(double value) {
      BigDecimal step = listing.step();
      BigDecimal steps =
          BigDecimal.valueOf(value).divide(step, 0, RoundingMode.HALF_EVEN).max(BigDecimal.ONE);
      return steps.multiply(step);
    }

    Tick trade(Instant now) {
      turnDay(now);
      price = bounded(price * Math.exp(drift + deviation * random.nextGaussian()));
      double value = TYPICAL_VALUE * Math.exp(random.nextGaussian());
      BigDecimal quantity =
          BigDecimal.valueOf(value / price).setScale(QUANTITY_DECIMALS, RoundingMode.UP);
      Trade.Side side = random.nextBoolean() ? Trade.Side.BUY : Trade.Side.SELL;
      volume = volume.add(quantity);
      Trade trade = new Trade(rounded(price), quantity, side, now, SOURCE);
      return new Tick(listing.symbol(), trade, ticker(now));
    }

    /** Days are those of UTC. */
    private void turnDay(Instant now) {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      if (day != null && !today.equals(day)) {
        dayBegan = rounded(price);
        volume = BigDecimal.ZERO;
      }
      day = today;
    }

    Ticker ticker(Instant now) {
      BigDecimal shown = rounded(price);
      return new Ticker(shown, shown.subtract(dayBegan), volume, now, SOURCE);
    }
  }
}
