package io.madang.market;

import io.madang.core.RefusedException;
import io.madang.core.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The symbols that a page watches, and the one it draws: all of it is in the address, so it
 * survives a reload and can be sent to a friend.
 *
 * @param problem key of what was wrong with the address, or null
 */
record WatchList(List<String> symbols, String charted, @Nullable String problem) {

  /** What a page watches when nobody chose. */
  static final int USUAL = 8;

  /** Reads {@code symbol=…&symbol=…&chart=…}; empty ones are left out. */
  static WatchList of(String @Nullable [] asked, @Nullable String chart, MarketParts parts) {
    List<String> given =
        asked == null
            ? List.of()
            : Arrays.stream(asked)
                .map(String::strip)
                .filter(symbol -> !symbol.isEmpty())
                .distinct()
                .toList();
    List<String> known = given.stream().filter(WatchList::canBe).toList();
    String problem =
        known.size() < given.size()
            ? "market.badSymbol"
            : known.size() > parts.maxSymbols() ? "market.tooMany" : null;
    List<String> symbols =
        known.isEmpty() ? parts.featured().stream().limit(USUAL).toList() : known;
    List<String> watched = symbols.stream().limit(parts.maxSymbols()).toList();
    return new WatchList(watched, charted(watched, chart), problem);
  }

  private static String charted(List<String> watched, @Nullable String chart) {
    if (chart != null && watched.contains(chart)) {
      return chart;
    }
    return watched.isEmpty() ? "" : watched.get(0);
  }

  /** Whether there can be a topic for it; topics within topics are none. */
  private static boolean canBe(String symbol) {
    try {
      return new Topic(Market.NAMESPACE + "/" + symbol).segments().size() == 2;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** The address's query that draws a symbol of the list. */
  String query(String chart) {
    return symbols.stream()
            .map(symbol -> "symbol=" + encoded(symbol))
            .collect(Collectors.joining("&"))
        + "&chart="
        + encoded(chart);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
