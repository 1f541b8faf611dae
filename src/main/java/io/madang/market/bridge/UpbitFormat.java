package io.madang.market.bridge;

import io.madang.json.Json;
import io.madang.market.Ticker;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Upbit's WebSocket, type {@code ticker} in its long form. Its codes begin with the money: {@code
 * KRW-BTC} is {@code BTC-KRW} here. It sends text in binary messages.
 */
final class UpbitFormat implements TickerFormat {

  private final Map<String, String> symbolsByCode;

  UpbitFormat(List<String> symbols) {
    this.symbolsByCode =
        symbols.stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(UpbitFormat::code, Function.identity()));
  }

  private static String code(String symbol) {
    int dash = symbol.indexOf('-');
    return symbol.substring(dash + 1) + "-" + symbol.substring(0, dash);
  }

  @Override
  public String subscription() {
    String codes =
        symbolsByCode.keySet().stream()
            .sorted()
            .map(code -> '"' + code + '"')
            .collect(Collectors.joining(","));
    return "[{\"ticket\":\"%s\"},{\"type\":\"ticker\",\"codes\":[%s]},{\"format\":\"DEFAULT\"}]"
        .formatted(UUID.randomUUID(), codes);
  }

  @Override
  public Optional<Told> read(JsonObject message) {
    if (!"ticker".equals(Json.textOrNull(message, "type"))) {
      return Optional.empty();
    }
    String symbol = symbolsByCode.get(Json.text(message, "code"));
    if (symbol == null) {
      return Optional.empty();
    }
    Ticker ticker =
        new Ticker(
            Fields.positive(message, "trade_price"),
            Fields.number(message, "signed_change_price"),
            Fields.notNegative(message, "acc_trade_volume_24h"),
            Fields.time(message, "trade_timestamp"),
            "upbit");
    return Optional.of(new Told(symbol, ticker));
  }
}
