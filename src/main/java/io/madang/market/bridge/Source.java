package io.madang.market.bridge;

import java.net.URI;
import java.util.List;

/**
 * Where prices come from.
 *
 * @param symbols as topics have them: {@code BTC-KRW}
 */
public record Source(URI url, Format format, List<String> symbols) {

  /** The exchanges whose words are known. */
  public enum Format {
    UPBIT {
      @Override
      TickerFormat of(List<String> symbols) {
        return new UpbitFormat(symbols);
      }
    },
    BINANCE {
      @Override
      TickerFormat of(List<String> symbols) {
        return new BinanceFormat(symbols);
      }
    };

    abstract TickerFormat of(List<String> symbols);
  }
}
