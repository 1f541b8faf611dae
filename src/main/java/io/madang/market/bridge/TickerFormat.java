package io.madang.market.bridge;

import io.madang.market.Ticker;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The words of one exchange. Threads: any; immutable. */
interface TickerFormat {

  /** A symbol's ticker, as one message tells it. */
  record Told(String symbol, Ticker ticker) {}

  /** What to send first: which symbols are wanted. */
  String subscription();

  /**
   * What a message tells; nothing when it is of another kind, or of a symbol that was not asked
   * for.
   *
   * @throws io.madang.core.RefusedException when it is a ticker, but not as it should be
   */
  Optional<Told> read(JsonObject message);
}
