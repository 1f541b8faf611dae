package io.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.market.SimulatedExchange.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prices that are made up, but the same for the same seed, and as real ones look. */
class SimulatedExchangeTest {

  private static final Instant MORNING = Instant.parse("2026-11-21T09:00:00Z");
  private static final int TICKS = 20_000;

  private static SimulatedExchange exchange(long seed) {
    return new SimulatedExchange(seed, 40, Listing.all());
  }

  private static List<Tick> ticks(SimulatedExchange exchange, int count) {
    return IntStream.range(0, count).mapToObj(i -> exchange.next(MORNING)).toList();
  }

  @Test
  void theSameSeedGivesTheSameTradesAndAnotherGivesOthers() {
    List<Tick> first = ticks(exchange(7), 1_000);

    assertThat(ticks(exchange(7), 1_000)).isEqualTo(first);
    assertThat(ticks(exchange(8), 1_000)).isNotEqualTo(first);
  }

  /** So that a new version, or another Java, does not change what a seed stands for unnoticed. */
  @Test
  void theFirstTradesOfSeedOneAreKnown() {
    assertThat(ticks(exchange(1), 3))
        .extracting(tick -> tick.symbol() + " " + tick.trade().price().toPlainString())
        .containsExactly("DOGE-KRW 299.2", "ETH-KRW 4822000", "ADA-KRW 987");
  }

  @Test
  void itOpensWithAPriceForEachSymbolNearWhatIsListed() {
    assertThat(exchange(1).open(MORNING))
        .hasSize(20)
        .allSatisfy(
            opening -> {
              Listing listing = listing(opening.symbol());
              assertThat(opening.ticker().price().doubleValue())
                  .isBetween(listing.price() / 2, listing.price() * 2);
              assertThat(opening.ticker().source()).isEqualTo("simulated");
            });
  }

  @Test
  void everySymbolIsDealtInTheFirstMost() {
    var counts =
        ticks(exchange(1), TICKS).stream()
            .collect(Collectors.groupingBy(Tick::symbol, Collectors.counting()));

    assertThat(counts).hasSize(20);
    assertThat(counts.getOrDefault("BTC-KRW", 0L))
        .isGreaterThan(4 * counts.getOrDefault("SAND-KRW", 0L));
  }

  @Test
  void pricesAreWholeStepsAndMoveAsMuchAsTheListingSays() {
    List<Tick> all = ticks(exchange(1), TICKS);

    assertThat(all)
        .allSatisfy(
            tick -> {
              BigDecimal price = tick.trade().price();
              assertThat(price).isPositive();
              assertThat(price.remainder(listing(tick.symbol()).step())).isZero();
              assertThat(tick.trade().quantity()).isPositive();
              assertThat(tick.ticker().price()).isEqualTo(price);
            });
    double[] returns =
        returns(all.stream().filter(tick -> tick.symbol().equals("BTC-KRW")).toList());
    double perSecond = Math.sqrt(40 * Math.sqrt(1 / 20.0)) * deviation(returns);
    assertThat(perSecond / listing("BTC-KRW").volatility()).isBetween(0.9, 1.1);
  }

  @Test
  void aPriceStaysWithinBoundsHoweverWildItIs() {
    Listing wild = new Listing("WILD-KRW", 1_000, BigDecimal.ONE, 10);
    SimulatedExchange exchange = new SimulatedExchange(1, 1, List.of(wild));

    assertThat(ticks(exchange, TICKS))
        .allSatisfy(tick -> assertThat(tick.trade().price().doubleValue()).isBetween(10.0, 1e5));
  }

  @Test
  void theVolumeGrowsWithEachTradeAndBeginsAnewAtMidnight() {
    SimulatedExchange exchange = new SimulatedExchange(1, 1, Listing.all().subList(0, 1));
    Tick one = exchange.next(MORNING);
    Tick two = exchange.next(MORNING);
    Tick tomorrow = exchange.next(MORNING.plus(Duration.ofDays(1)));

    assertThat(one.ticker().volume()).isEqualTo(one.trade().quantity());
    assertThat(two.ticker().volume()).isEqualTo(one.trade().quantity().add(two.trade().quantity()));
    assertThat(tomorrow.ticker().volume()).isEqualTo(tomorrow.trade().quantity());
    assertThat(tomorrow.ticker().change())
        .isEqualTo(tomorrow.trade().price().subtract(two.trade().price()));
  }

  private static Listing listing(String symbol) {
    return Listing.all().stream().filter(l -> l.symbol().equals(symbol)).findFirst().orElseThrow();
  }

  private static double[] returns(List<Tick> ticks) {
    return IntStream.range(1, ticks.size())
        .mapToDouble(i -> Math.log(price(ticks.get(i)) / price(ticks.get(i - 1))))
        .toArray();
  }

  private static double price(Tick tick) {
    return tick.trade().price().doubleValue();
  }

  private static double deviation(double[] values) {
    double mean = java.util.Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
