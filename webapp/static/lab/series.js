/** A number of each transport over the seconds of one measurement, as columns for a chart. */
export class Series {
  #names;
  /** @type {number[]} */
  #seconds = [];
  /** @type {(number | null)[][]} */
  #columns;

  /** @param {string[]} names of the transports, in the order of the columns */
  constructor(names) {
    this.#names = names;
    this.#columns = names.map(() => []);
  }

  /**
   * @param {import("./figures.js").Row[]} rows
   * @param {(row: import("./figures.js").Row) => number | null} value
   */
  add(rows, value) {
    const seconds = Math.max(0, ...rows.map((row) => row.seconds));
    if (seconds < (this.#seconds.at(-1) ?? 0)) {
      this.clear();
    }
    this.#seconds.push(seconds);
    this.#names.forEach((name, i) => {
      const row = rows.find((one) => one.transport === name);
      const found = row === undefined ? null : value(row);
      this.#columns[i].push(found !== null && found > 0 ? found : null);
    });
  }

  clear() {
    this.#seconds = [];
    this.#columns = this.#names.map(() => []);
  }

  get columns() {
    return [this.#seconds, ...this.#columns];
  }
}
