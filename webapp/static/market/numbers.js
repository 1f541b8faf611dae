/** Numbers as the reader's language has them. */
export class Numbers {
  #price;
  #percent;
  #volume;

  /** @param {string} language */
  constructor(language) {
    this.#price = new Intl.NumberFormat(language, { maximumFractionDigits: 8 });
    const percent = /** @type {const} */ ({ style: "percent", signDisplay: "exceptZero" });
    this.#percent = new Intl.NumberFormat(language, { ...percent, minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.#volume = new Intl.NumberFormat(language, { maximumSignificantDigits: 4, notation: "compact" });
  }

  /** @param {number} price */
  price(price) {
    return this.#price.format(price);
  }

  /**
   * How far a price is from where the day began.
   *
   * @param {import("./ticker-board.js").Ticker} ticker
   */
  change({ price, change }) {
    return change === null || price <= change ? "" : this.#percent.format(change / (price - change));
  }

  /** @param {number | null} volume */
  volume(volume) {
    return volume === null ? "" : this.#volume.format(volume);
  }
}
