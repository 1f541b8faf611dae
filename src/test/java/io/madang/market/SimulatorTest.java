package io.madang.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.kit.MarketHub;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The simulated exchange on a hub. */
class SimulatorTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void everySymbolHasATickerAndTradesThatAgreeWithIt() {
    try (MarketHub market = new MarketHub();
        Simulator simulator = simulator(market)) {
      simulator.start();

      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(Listing.all())
                      .allSatisfy(
                          listing -> {
                            assertThat(market.ticker(listing.symbol())).isPresent();
                            assertThat(market.trades(listing.symbol())).hasSizeGreaterThan(2);
                          }));
    }
  }

  @Test
  void itEndsWithItsThread() {
    try (MarketHub market = new MarketHub()) {
      Simulator simulator = simulator(market);
      simulator.start();
      await().atMost(LONG).until(() -> market.ticker("BTC-KRW").isPresent());

      simulator.close();

      await()
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .extracting(Thread::getName)
                      .doesNotContain("madang-market"));
    }
  }

  private static Simulator simulator(MarketHub market) {
    return new Simulator(1, 500, Listing.all(), new Prices(market.hub), Clock.systemUTC());
  }
}
