const MAX_EACH = 3;
const MAX_LENGTH = 300;
const PAUSE_MILLIS = 700;

/** Tells a screen reader what others said: each message, or how many where many come together. */
export class Announcer {
  #region;
  #words;
  /** @type {string[]} */
  #waiting = [];
  #count = 0;
  #pause = 0;

  /**
   * @param {HTMLElement} region a polite live region
   * @param {import("../site/words.js").Words} words
   */
  constructor(region, words) {
    this.#region = region;
    this.#words = words;
  }

  /** @param {import("./conversation.js").Saying} saying */
  tell({ message, content }) {
    this.#count += 1;
    if (this.#waiting.length < MAX_EACH) {
      const files = content.kind === "said" ? content.files.map(({ name }) => name) : [];
      const text = [content.text, ...files].filter(Boolean).join(", ").slice(0, MAX_LENGTH);
      this.#waiting.push(`${message.name}: ${text}`);
    }
    this.#pause ||= window.setTimeout(() => this.#speak(), PAUSE_MILLIS);
  }

  #speak() {
    const lines =
      this.#count > MAX_EACH ? [this.#words.say("announced", this.#count)] : this.#waiting;
    this.#region.replaceChildren(
      ...lines.map((line) => {
        const made = document.createElement("p");
        made.textContent = line;
        return made;
      }),
    );
    this.#waiting = [];
    this.#count = 0;
    this.#pause = 0;
  }
}
