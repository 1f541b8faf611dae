/** @typedef {import("../../client/madang.js").Person} Person */

const TYPING_MILLIS = 6_000;
const NEWS_MILLIS = 4_000;
const MAX_TYPING = 50;

/** One quiet line: who is writing, or else who has just come or gone. */
export class Activity {
  #line;
  #words;
  /** @type {Map<string, {name: string, timer: number}>} by user */
  #typing = new Map();
  #news = "";
  #newsTimer = 0;

  /**
   * @param {HTMLElement} line
   * @param {import("../site/words.js").Words} words
   */
  constructor(line, words) {
    this.#line = line;
    this.#words = words;
  }

  /**
   * @param {Person} person
   * @param {boolean} isTyping
   */
  typing({ user, name }, isTyping) {
    clearTimeout(this.#typing.get(user)?.timer);
    this.#typing.delete(user);
    if (isTyping && this.#typing.size < MAX_TYPING) {
      const timer = window.setTimeout(() => this.typing({ user, name }, false), TYPING_MILLIS);
      this.#typing.set(user, { name, timer });
    }
    this.#show();
  }

  /**
   * @param {"joined" | "left"} word
   * @param {Person} person
   */
  came(word, { user, name }) {
    clearTimeout(this.#newsTimer);
    this.#news = this.#words.say(word, name);
    this.#newsTimer = window.setTimeout(() => {
      this.#news = "";
      this.#show();
    }, NEWS_MILLIS);
    this.typing({ user, name }, false);
  }

  #show() {
    const names = [...this.#typing.values()].map(({ name }) => name);
    const word = names.length > 2 ? "typingMany" : `typing${names.length}`;
    this.#line.textContent = names.length > 0 ? this.#words.say(word, ...names) : this.#news;
  }
}
