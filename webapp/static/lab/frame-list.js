import { copy, part, the } from "../site/dom.js";

const ROWS = 60;

/**
 * One frame that went by.
 *
 * @typedef {object} Frame
 * @property {number} run of which measurement
 * @property {number} frame its number
 * @property {number} millis since the connection began
 * @property {"sent" | "received"} way as the lab's reader sees it
 * @property {number} opcode
 * @property {string} word
 * @property {boolean} fin
 * @property {string} mask hexadecimal; empty where it has none
 * @property {number} header bytes
 * @property {number} length bytes of payload
 * @property {string} wire the first bytes, hexadecimal
 * @property {boolean} isWhole whether these are all
 * @property {string} text what it says; of a close frame the reason
 * @property {number} [code] of a close frame
 */

/** The frames of one connection, the newest first, a bounded number of them. */
export class FrameList {
  #list;
  #template;
  #words;
  #language;
  #run = 0;
  #newest = 0;
  /** Whether the list stands still, to be read. */
  isHeld = false;

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template of a row
   * @param {string} language
   * @param {import("../site/words.js").Words} words
   */
  constructor(list, template, language, words) {
    this.#list = list;
    this.#template = template;
    this.#language = language;
    this.#words = words;
  }

  /** @param {Frame} frame */
  add(frame) {
    if (frame.run < this.#run || (frame.run === this.#run && frame.frame <= this.#newest)) {
      return;
    }
    if (frame.run > this.#run) {
      this.#list.replaceChildren();
      the("closing", HTMLElement).textContent = "";
    }
    this.#run = frame.run;
    this.#newest = frame.frame;
    this.#tellClosing(frame);
    if (!this.isHeld || frame.code !== undefined) {
      this.#list.prepend(this.#row(frame));
      while (this.#list.childElementCount > ROWS) {
        this.#list.lastElementChild?.remove();
      }
    }
    this.#list.hidden = false;
    the("no-frames", HTMLElement).hidden = true;
  }

  /** @param {Frame} frame */
  #tellClosing(frame) {
    if (frame.code !== undefined) {
      const word = frame.way === "sent" ? "labClosing" : "labClosed";
      the("closing", HTMLElement).textContent = this.#words.say(word, frame.code, frame.text || "–");
    }
  }

  /** @param {Frame} frame */
  #row(frame) {
    const row = copy(this.#template);
    const count = new Intl.NumberFormat(this.#language);
    const set = (/** @type {string} */ name, /** @type {string} */ text) => {
      part(row, `.${name}`).textContent = text;
    };
    row.dataset.way = frame.way;
    row.dataset.opcode = frame.word;
    set("way", this.#words.say(frame.way === "sent" ? "labSent" : "labReceived"));
    set("millis", this.#words.say("labMillis", count.format(frame.millis)));
    set("opcode", `0x${frame.opcode.toString(16).toUpperCase()} ${frame.word}`);
    set("fin", `FIN ${frame.fin ? 1 : 0}`);
    set("mask", frame.mask === "" ? this.#words.say("labNoMask") : this.#words.say("labMask", frame.mask));
    set("length", this.#words.say("labLength", frame.header, count.format(frame.length)));
    set("wire-bytes", frame.wire + (frame.isWhole ? "" : " …"));
    set("frame-text", frame.code === undefined ? frame.text : `${frame.code} ${frame.text}`);
    return row;
  }
}
