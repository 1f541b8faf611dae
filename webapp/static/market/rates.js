/** How many values came and how many were drawn in the last second. */
export class Rates {
  #came = 0;
  #drawn = 0;

  came() {
    this.#came++;
  }

  /** @param {number} count */
  drew(count) {
    this.#drawn += count;
  }

  /** The numbers since the last call. */
  take() {
    const taken = { came: this.#came, drawn: this.#drawn };
    this.#came = 0;
    this.#drawn = 0;
    return taken;
  }
}
