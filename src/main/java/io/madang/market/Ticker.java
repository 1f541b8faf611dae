package io.madang.market;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a symbol costs now: the value of the state {@code ticker} of {@code market/<symbol>}.
 *
 * @param price of the newest trade
 * @param change of the price since the day began, in money
 * @param volume traded so far: of the day, or of 24 hours where an exchange counts so
 * @param time of the newest trade
 * @param source who says so: {@code simulated}, {@code upbit}, {@code binance}
 */
public record Ticker(
    BigDecimal price, BigDecimal change, BigDecimal volume, Instant time, String source) {

  /** The state's key. */
  public static final String KEY = "ticker";

  JsonObject toJson() {
    return MarketJson.object()
        .add("price", price)
        .add("change", change)
        .add("volume", volume)
        .add("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
        .add("source", source)
        .build();
  }
}
