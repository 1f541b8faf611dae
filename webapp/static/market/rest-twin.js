import { element } from "../site/dom.js";

const EVERY_MILLIS = 3_000;
const ROWS = 6;

/**
 * The REST way to the same price, beside the live one: it asks, and asks again with the ETag it got; what did not change
 * is answered with 304 and no bytes.
 */
export class RestTwin {
  #list;
  #words;
  #timer = 0;
  #address = "";
  #tag = "";

  /**
   * @param {HTMLElement} list
   * @param {import("../site/words.js").Words} words
   */
  constructor(list, words) {
    this.#list = list;
    this.#words = words;
  }

  /** @param {string} address of the state */
  open(address) {
    this.#address = address;
    this.#tag = "";
    this.#list.replaceChildren();
    this.ask();
  }

  /** @param {boolean} isOn */
  repeat(isOn) {
    clearInterval(this.#timer);
    if (isOn) {
      this.#timer = window.setInterval(() => document.hidden || this.ask(), EVERY_MILLIS);
    }
  }

  async ask() {
    await this.#once();
    await this.#once();
  }

  async #once() {
    const address = this.#address;
    const begun = performance.now();
    try {
      const headers = new Headers();
      if (this.#tag !== "") {
        headers.set("If-None-Match", this.#tag);
      }
      const answer = await fetch(address, { headers, cache: "no-store" });
      const bytes = (await answer.arrayBuffer()).byteLength;
      if (address === this.#address) {
        this.#tag = answer.headers.get("ETag") ?? "";
        const millis = Math.round(performance.now() - begun);
        this.#add(String(answer.status), this.#words.say("answered", bytes, millis));
      }
    } catch {
      this.#add("–", this.#words.say("unanswered"));
    }
  }

  /**
   * @param {string} status
   * @param {string} text
   */
  #add(status, text) {
    const row = element("li", "answer", element("b", "status", status), " ", text);
    row.dataset.status = status;
    this.#list.prepend(row);
    while (this.#list.childElementCount > ROWS) {
      this.#list.lastElementChild?.remove();
    }
  }
}
