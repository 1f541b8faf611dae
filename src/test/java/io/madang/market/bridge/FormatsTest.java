package io.madang.market.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.RefusedException;
import io.madang.json.Json;
import io.madang.market.Ticker;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What exchanges say, and what nobody should say. */
class FormatsTest {

  private static final Json JSON = new Json(8);
  private static final TickerFormat UPBIT = new UpbitFormat(List.of("BTC-KRW", "ETH-KRW"));
  private static final TickerFormat BINANCE = new BinanceFormat(List.of("BTC-USDT", "ETH-USDT"));

  /** As Upbit's documentation has it, with fields that are of no interest here. */
  static final String UPBIT_TICKER =
      """
      {"type":"ticker","code":"KRW-BTC","opening_price":31883000,"high_price":32310000,
       "low_price":31855000,"trade_price":32287000,"prev_closing_price":31883000.00000000,
       "acc_trade_price":78039261076.51241000,"change":"RISE","change_price":404000.00000000,
       "signed_change_price":-404000.00000000,"trade_volume":0.03103806,"ask_bid":"BID",
       "acc_trade_volume_24h":6348.58001, "timestamp":1676965720713,
       "trade_timestamp":1676965720000,"stream_type":"SNAPSHOT"}""";

  /** As Binance's documentation has it. */
  static final String BINANCE_TICKER =
      """
      {"e":"24hrTicker","E":1672515782136,"s":"BTCUSDT","p":"-0.0015","P":"250.00","w":"0.0018",
       "x":"0.0009","c":"0.0025","Q":"10","b":"0.0024","B":"10","v":"10000","q":"18","O":0,
       "C":1675216573749,"F":0,"L":18150,"n":18151}""";

  @Test
  void upbitTellsAPrice() {
    Ticker ticker =
        new Ticker(
            new BigDecimal("32287000"),
            new BigDecimal("-404000.00000000"),
            new BigDecimal("6348.58001"),
            Instant.ofEpochMilli(1_676_965_720_000L),
            "upbit");

    assertThat(UPBIT.read(JSON.object(UPBIT_TICKER)))
        .contains(new TickerFormat.Told("BTC-KRW", ticker));
  }

  @Test
  void binanceTellsAPriceRawOrInACombinedStream() {
    Ticker ticker =
        new Ticker(
            new BigDecimal("0.0025"),
            new BigDecimal("-0.0015"),
            new BigDecimal("10000"),
            Instant.ofEpochMilli(1_672_515_782_136L),
            "binance");
    String combined = "{\"stream\":\"btcusdt@ticker\",\"data\":" + BINANCE_TICKER + "}";

    assertThat(BINANCE.read(JSON.object(BINANCE_TICKER)))
        .contains(new TickerFormat.Told("BTC-USDT", ticker));
    assertThat(BINANCE.read(JSON.object(combined)))
        .contains(new TickerFormat.Told("BTC-USDT", ticker));
  }

  @Test
  void eachIsAskedInItsOwnWords() {
    assertThat(UPBIT.subscription())
        .matches(
            "\\[\\{\"ticket\":\"[0-9a-f-]{36}\"},"
                + "\\{\"type\":\"ticker\",\"codes\":\\[\"KRW-BTC\",\"KRW-ETH\"]},"
                + "\\{\"format\":\"DEFAULT\"}]");
    assertThat(BINANCE.subscription())
        .isEqualTo(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@ticker\",\"ethusdt@ticker\"],"
                + "\"id\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\":\"UP\"}",
        "{\"error\":{\"name\":\"WRONG_FORMAT\",\"message\":\"<b>\"}}",
        "{\"result\":null,\"id\":1}",
        "{\"type\":\"trade\",\"code\":\"KRW-BTC\"}",
        "{\"type\":\"ticker\",\"code\":\"KRW-<script>\"}",
        "{\"e\":\"24hrTicker\",\"s\":\"DOGEUSDT\"}",
        "{\"stream\":\"x\",\"data\":{}}"
      })
  void whatIsNoTickerOrNotAskedForIsPassedOver(String message) {
    assertThat(UPBIT.read(JSON.object(message))).isEmpty();
    assertThat(BINANCE.read(JSON.object(message))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"x\"",
        "[]",
        "{}",
        "0",
        "-1",
        "1e999999999",
        "1e-999999999",
        "1e21",
        "11111111111111111111111111111111111111111",
        "\"1e9\\u0000\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"\""
      })
  void aPriceThatIsNoneIsRefusedAndNamed(String price) {
    assertThatThrownBy(() -> UPBIT.read(JSON.object(UPBIT_TICKER.replace("32287000", price))))
        .isInstanceOf(RefusedException.class)
        .message()
        .containsAnyOf("trade_price: ", "not JSON", "exponent");
    assertThatThrownBy(() -> BINANCE.read(JSON.object(BINANCE_TICKER.replace("\"0.0025\"", price))))
        .isInstanceOf(RefusedException.class)
        .message()
        .containsAnyOf("c: ", "not JSON", "exponent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e18", "\"soon\"", "null"})
  void aTimeThatIsNoneIsRefusedAndNamed(String time) {
    assertThatThrownBy(
            () -> BINANCE.read(JSON.object(BINANCE_TICKER.replace("1672515782136", time))))
        .hasMessageStartingWith("E: expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"type\":7}", "{\"type\":\"ticker\"}", "{\"type\":\"ticker\",\"code\":[]}"})
  void aMessageOfTheWrongShapeIsRefused(String message) {
    assertThatThrownBy(() -> UPBIT.read(JSON.object(message))).isInstanceOf(RefusedException.class);
  }
}
