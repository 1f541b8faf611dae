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
   * @param {string | number} value what {0} stands for
   */
  say(key, value = "") {
    return (this.#words.get(key) ?? key).replace("{0}", () => String(value));
  }

  /** @param {string} key */
  has(key) {
    return this.#words.has(key);
  }
}
