/**
 * @typedef {{symbol: string, price: number, change: number | null, volume: number | null, time: number, source: string}} Ticker
 */

/**
 * A ticker from what a state says, or null where it has no price.
 *
 * @param {string} symbol
 * @param {any} value
 * @returns {Ticker | null}
 */
export function tickerOf(symbol, value) {
  const number = (/** @type {unknown} */ given) => (typeof given === "number" && Number.isFinite(given) ? given : null);
  const price = number(value?.price);
  if (price === null) {
    return null;
  }
  const time = Date.parse(value.time);
  return {
    symbol,
    price,
    change: number(value.change),
    volume: number(value.volume),
    time: Number.isNaN(time) ? Date.now() : time,
    source: typeof value.source === "string" ? value.source : "",
  };
}

/**
 * The newest ticker of each symbol, and which of them are not drawn yet. However quickly they come and however slowly
 * they are drawn, it holds one a symbol.
 */
export class TickerBoard {
  /** @type {Map<string, Ticker>} */
  #newest = new Map();
  /** @type {Set<string>} */
  #undrawn = new Set();

  /** @param {Ticker} ticker */
  put(ticker) {
    this.#newest.set(ticker.symbol, ticker);
    this.#undrawn.add(ticker.symbol);
  }

  /** @param {string} symbol */
  get(symbol) {
    return this.#newest.get(symbol) ?? null;
  }

  all() {
    return [...this.#newest.values()];
  }

  /** What is to be drawn now; the next call gives what came after this one. */
  take() {
    const taken = [...this.#undrawn].map((symbol) => /** @type {Ticker} */ (this.#newest.get(symbol)));
    this.#undrawn.clear();
    return taken;
  }
}
