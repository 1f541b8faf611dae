package io.madang.market;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A trade: the body of a message of {@code market/<symbol>}. */
public record Trade(BigDecimal price, BigDecimal quantity, Side side, Instant time, String source) {

  /** Who came to the other: a buyer who took an offer, or a seller who took a bid. */
  public enum Side {
    BUY,
    SELL;

    private final String word = name().toLowerCase(Locale.ROOT);
  }

  JsonObject toJson() {
    return MarketJson.object()
        .add("price", price)
        .add("quantity", quantity)
        .add("side", side.word)
        .add("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
        .add("source", source)
        .build();
  }
}
