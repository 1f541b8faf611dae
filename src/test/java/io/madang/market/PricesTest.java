package io.madang.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.kit.MarketHub;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of a price to its topic: the newest arrives, and little waits. */
class PricesTest {

  private static final String SYMBOL = "BTC-KRW";
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00.120Z");

  private final MarketHub market = new MarketHub();
  private final Prices prices = new Prices(market.hub);

  @AfterEach
  void close() {
    market.close();
  }

  private static Ticker ticker(int price) {
    return new Ticker(
        BigDecimal.valueOf(price), BigDecimal.valueOf(-5), new BigDecimal("0.50"), NOW, "upbit");
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Trade trade() {
    return new Trade(BigDecimal.TEN, BigDecimal.ONE, Trade.Side.SELL, NOW, "simulated");
  }

  @Test
  void aTickerIsAStateWithAllItsFields() {
    prices.set(SYMBOL, ticker(95_000_000));

    await().until(() -> market.ticker(SYMBOL).isPresent());
    assertThat(market.ticker(SYMBOL).orElseThrow().toString())
        .isEqualTo(
            "{\"price\":95000000,\"change\":-5,\"volume\":0.50,"
                + "\"time\":\"2026-11-21T09:00:00.120Z\",\"source\":\"upbit\"}");
  }

  @Test
  void aTradeIsAMessage() {
    assertThat(prices.publish(SYMBOL, trade())).isTrue();

    await().until(() -> !market.trades(SYMBOL).isEmpty());
    assertThat(market.trades(SYMBOL).get(0).toString())
        .isEqualTo(
            "{\"price\":10,\"quantity\":1,\"side\":\"sell\","
                + "\"time\":\"2026-11-21T09:00:00.120Z\",\"source\":\"simulated\"}");
  }

  @Test
  void ofTickersThatComeTooQuicklyTheLastArrives() {
    for (int price = 1; price <= 10_000; price++) {
      prices.set(SYMBOL, ticker(price));
    }

    await()
        .untilAsserted(
            () ->
                assertThat(market.ticker(SYMBOL).orElseThrow().getInt("price")).isEqualTo(10_000));
    assertThat(market.writes(SYMBOL)).isLessThan(10_000);
  }

  @Test
  void aStoreThatDoesNotTakeAnythingHoldsUpABoundedNumberOfTradesAndOneTicker() {
    CountDownLatch healed = new CountDownLatch(1);
    market.store.beforeAppend(() -> join(healed));
    int taken = 0;
    while (taken < 5_000 && prices.publish(SYMBOL, trade())) {
      taken++;
    }
    prices.set(SYMBOL, ticker(1));
    prices.set(SYMBOL, ticker(2));
    assertThat(taken).isBetween(1, 1_000);

    market.store.heal();
    healed.countDown();
    await().until(() -> prices.publish(SYMBOL, trade()));
    await().until(() -> market.ticker(SYMBOL).isPresent());
    prices.set(SYMBOL, ticker(3));
    await().until(() -> market.ticker(SYMBOL).orElseThrow().getInt("price") == 3);
  }
}
