import { part } from "../site/dom.js";
import { sizeOf } from "../site/sizes.js";
import { headsPerMessage, perMessage } from "./figures.js";

/** @typedef {import("./figures.js").Row} Row */

/** A card for each transport with its numbers. The exact ones are the values of the `data` elements. */
export class FigureCards {
  #cards;
  #language;
  #words;

  /**
   * @param {HTMLElement} cards
   * @param {string} language
   * @param {import("../site/words.js").Words} words
   */
  constructor(cards, language, words) {
    this.#cards = cards;
    this.#language = language;
    this.#words = words;
  }

  /**
   * @param {Row[]} rows
   * @param {number} readers of each transport
   */
  show(rows, readers) {
    for (const row of rows) {
      const card = this.#cards.querySelector(`[data-transport="${CSS.escape(row.transport)}"]`);
      if (card !== null) {
        this.#fill(card, row, readers);
      }
    }
  }

  clear() {
    for (const figure of this.#cards.querySelectorAll("data")) {
      figure.value = "";
      figure.textContent = "–";
      figure.classList.remove("bad");
    }
  }

  /**
   * @param {Element} card
   * @param {Row} row
   * @param {number} readers
   */
  #fill(card, row, readers) {
    const size = (/** @type {number} */ bytes) => sizeOf(bytes, this.#language);
    const count = (/** @type {number} */ number) => new Intl.NumberFormat(this.#language).format(number);
    const time = (/** @type {number} */ millis) =>
      this.#words.say("labMillis", new Intl.NumberFormat(this.#language, { maximumSignificantDigits: 3 }).format(millis));
    this.#set(card, "perMessage", perMessage(row), size);
    this.#set(card, "headsPerMessage", headsPerMessage(row), size);
    this.#set(card, "requests", row.requests, count);
    this.#set(card, "up", row.up, size);
    this.#set(card, "down", row.down, size);
    this.#set(card, "opening", row.opening / readers, size);
    this.#set(card, "p50", row.p50, time);
    this.#set(card, "p99", row.p99, time);
    this.#set(card, "delivered", row.delivered, count);
    this.#set(card, "missed", row.missed, count);
    this.#set(card, "repeated", row.repeated, count);
    for (const never of ["missed", "repeated"]) {
      const figure = part(card, `[data-figure=${never}]`);
      figure.classList.toggle("bad", figure.getAttribute("value") !== "0");
    }
  }

  /**
   * @param {Element} card
   * @param {string} name
   * @param {number | null} value
   * @param {(value: number) => string} shown
   */
  #set(card, name, value, shown) {
    const figure = /** @type {HTMLDataElement} */ (part(card, `[data-figure=${name}]`));
    figure.value = value === null ? "" : String(value);
    figure.textContent = value === null ? "–" : shown(value);
  }
}
