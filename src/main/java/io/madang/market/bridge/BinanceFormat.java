package io.madang.market.bridge;

import io.madang.json.Json;
import io.madang.market.Ticker;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Binance's streams {@code <symbol>@ticker}, raw or combined. Its symbols have no dash: {@code
 * BTCUSDT} is {@code BTC-USDT} here. Its numbers are texts.
 */
final class BinanceFormat implements TickerFormat {

  private final Map<String, String> symbolsByCode;

  BinanceFormat(List<String> symbols) {
    this.symbolsByCode =
        symbols.stream()
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(
                    symbol -> symbol.replace("-", ""), Function.identity(), (one, other) -> one));
  }

  @Override
  public String subscription() {
    String streams =
        symbolsByCode.keySet().stream()
            .sorted()
            .map(code -> '"' + code.toLowerCase(Locale.ROOT) + "@ticker\"")
            .collect(Collectors.joining(","));
    return "{\"method\":\"SUBSCRIBE\",\"params\":[%s],\"id\":1}".formatted(streams);
  }

  @Override
  public Optional<Told> read(JsonObject message) {
    JsonObject event = message.containsKey("stream") ? Json.object(message, "data") : message;
    if (!"24hrTicker".equals(Json.textOrNull(event, "e"))) {
      return Optional.empty();
    }
    String symbol = symbolsByCode.get(Json.text(event, "s"));
    if (symbol == null) {
      return Optional.empty();
    }
    Ticker ticker =
        new Ticker(
            Fields.positive(event, "c"),
            Fields.number(event, "p"),
            Fields.notNegative(event, "v"),
            Fields.time(event, "E"),
            "binance");
    return Optional.of(new Told(symbol, ticker));
  }
}
