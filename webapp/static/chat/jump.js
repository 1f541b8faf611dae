/** The button that leads to the newest message, for readers who went back; it counts what is new. */
export class Jump {
  #button;
  #text;
  #words;

  /**
   * @param {HTMLElement} button
   * @param {HTMLElement} text
   * @param {import("../site/words.js").Words} words
   * @param {() => void} go
   */
  constructor(button, text, words, go) {
    this.#button = button;
    this.#text = text;
    this.#words = words;
    button.addEventListener("click", go);
  }

  /**
   * @param {boolean} isAway whether the reader went back
   * @param {number} unread
   */
  show(isAway, unread) {
    const text =
      unread === 0
        ? this.#words.say("latest")
        : unread === 1
          ? this.#words.say("newOne")
          : this.#words.say("newCount", unread);
    this.#button.hidden = !isAway;
    this.#button.toggleAttribute("data-new", unread > 0);
    if (this.#text.textContent !== text) {
      this.#text.textContent = text;
    }
  }
}
