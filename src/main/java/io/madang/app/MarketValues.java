package io.madang.app;

import io.madang.market.bridge.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the settings of the market. */
final class MarketValues {

  private static final int MAX_TICKS_PER_SECOND = 1_000;
  private static final int MAX_SYMBOLS = 100;
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,20}-[A-Z0-9]{1,20}");

  private MarketValues() {}

  /** Servers that share their topics do not each make up prices. */
  static Settings.MarketFeed read(SettingValues v) {
    Source.Format format = format(v);
    List<String> symbols = symbols(v);
    return new Settings.MarketFeed(
        v.flag(KnownSettings.SIMULATE) && v.optional(KnownSettings.REDIS_URL).isEmpty(),
        v.longNumber(KnownSettings.SEED),
        v.number(KnownSettings.TICKS, MAX_TICKS_PER_SECOND),
        v.optional(KnownSettings.BRIDGE_URL)
            .map(url -> new Source(webSocket(url.strip()), format, symbols)));
  }

  private static Source.Format format(SettingValues v) {
    return switch (v.text(KnownSettings.BRIDGE_FORMAT).strip().toLowerCase(Locale.ROOT)) {
      case "upbit" -> Source.Format.UPBIT;
      case "binance" -> Source.Format.BINANCE;
      default -> throw SettingValues.bad(KnownSettings.BRIDGE_FORMAT, "expected upbit or binance");
    };
  }

  private static List<String> symbols(SettingValues v) {
    List<String> symbols = v.list(KnownSettings.BRIDGE_SYMBOLS).stream().distinct().toList();
    if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
      throw SettingValues.bad(
          KnownSettings.BRIDGE_SYMBOLS, "expected 1 to " + MAX_SYMBOLS + " symbols");
    }
    if (!symbols.stream().allMatch(symbol -> SYMBOL.matcher(symbol).matches())) {
      throw SettingValues.bad(KnownSettings.BRIDGE_SYMBOLS, "expected symbols like BTC-KRW");
    }
    return symbols;
  }

  private static URI webSocket(String text) {
    try {
      URI url = new URI(text);
      boolean isSocket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
      if (isSocket && url.getHost() != null && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw SettingValues.bad(KnownSettings.BRIDGE_URL, "expected a ws: or wss: address");
    }
    throw SettingValues.bad(KnownSettings.BRIDGE_URL, "expected a ws: or wss: address");
  }
}
