import { part } from "../site/dom.js";
import { Samples } from "./samples.js";

const SPARK_WIDTH = 120;
const SPARK_HEIGHT = 28;
const ARROWS = { up: "▲", down: "▼", same: "■" };

/** @typedef {{row: HTMLElement, samples: Samples}} Line */

/** The rows that the server wrote, kept up to date. */
export class PriceTable {
  #numbers;
  /** @type {Map<string, Line>} */
  #lines = new Map();

  /**
   * @param {HTMLElement} table
   * @param {import("./numbers.js").Numbers} numbers
   */
  constructor(table, numbers) {
    this.#numbers = numbers;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr[data-symbol]"))) {
      this.#lines.set(row.dataset.symbol ?? "", { row, samples: new Samples() });
    }
  }

  /** @param {import("./ticker-board.js").Ticker} ticker */
  show(ticker) {
    const line = this.#lines.get(ticker.symbol);
    if (line === undefined) {
      return;
    }
    const { row } = line;
    const direction = ticker.change === null || ticker.change === 0 ? "same" : ticker.change > 0 ? "up" : "down";
    row.dataset.direction = direction;
    part(row, ".price").textContent = this.#numbers.price(ticker.price);
    part(row, ".arrow").textContent = ARROWS[direction];
    part(row, ".percent").textContent = this.#numbers.change(ticker);
    part(row, ".volume").textContent = this.#numbers.volume(ticker.volume);
    part(row, ".simulated").hidden = ticker.source !== "simulated";
  }

  /**
   * Once a second: where the price is now.
   *
   * @param {import("./ticker-board.js").Ticker} ticker
   */
  sample(ticker) {
    const line = this.#lines.get(ticker.symbol);
    if (line !== undefined) {
      line.samples.add(ticker.price);
      line.row.querySelector("polyline")?.setAttribute("points", line.samples.points(SPARK_WIDTH, SPARK_HEIGHT));
    }
  }

  /** @param {string} symbol whose chart is drawn */
  mark(symbol) {
    for (const [name, { row }] of this.#lines) {
      const link = part(row, ".pick");
      link.ariaCurrent = name === symbol ? "true" : null;
    }
  }
}
