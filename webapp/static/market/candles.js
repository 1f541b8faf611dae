/** @typedef {{time: number, open: number, high: number, low: number, close: number}} Candle time in seconds since 1970 */

/** Trades drawn together: the first, greatest, least and last price of each period, for a bounded number of periods. */
export class Candles {
  #seconds;
  #kept;
  /** @type {Candle[]} */
  #candles = [];

  /**
   * @param {number} seconds of one candle
   * @param {number} kept how many, the newest
   */
  constructor(seconds, kept) {
    this.#seconds = seconds;
    this.#kept = kept;
  }

  /**
   * A price; one from before the newest candle is passed over.
   *
   * @param {number} millis since 1970
   * @param {number} price
   */
  add(millis, price) {
    const time = Math.floor(millis / 1000 / this.#seconds) * this.#seconds;
    const newest = this.newest;
    if (newest === null || time > newest.time) {
      const open = newest?.close ?? price;
      this.#candles.push({ time, open, high: Math.max(open, price), low: Math.min(open, price), close: price });
      this.#candles.splice(0, this.#candles.length - this.#kept);
    } else if (time === newest.time) {
      newest.high = Math.max(newest.high, price);
      newest.low = Math.min(newest.low, price);
      newest.close = price;
    }
  }

  get newest() {
    return this.#candles.at(-1) ?? null;
  }

  /** Columns, as charts want them: time, open, high, low, close. */
  get columns() {
    const column = (/** @type {keyof Candle} */ key) => this.#candles.map((candle) => candle[key]);
    return [column("time"), column("open"), column("high"), column("low"), column("close")];
  }
}
