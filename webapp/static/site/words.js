/** The page's words for what happens while it is open, from the template that the server filled. */
export class Words {
  /** @type {Map<string, string>} */
  #words = new Map();

  /** @param {HTMLTemplateElement} template */
  constructor(template) {
    for (const word of template.content.querySelectorAll("[data-word]")) {
      this.#words.set(word.getAttribute("data-word") ?? "", word.textContent ?? "");
    }
  }

  /**
   * @param {string} key
   * @param {(string | number)[]} values what {0}, {1}, … stand for
   */
  say(key, ...values) {
    const word = this.#words.get(key) ?? key;
    return word.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
  }

  /**
   * What went wrong, in the reader's language where the code is known.
   *
   * @param {any} error
   */
  problem(error) {
    const code = error?.code;
    return typeof code === "string" && this.#words.has(code)
      ? this.say(code)
      : String(error?.detail ?? error?.message ?? error);
  }
}
