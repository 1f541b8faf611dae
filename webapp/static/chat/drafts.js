import { element, part } from "../site/dom.js";

/** @typedef {import("./conversation.js").Saying} Saying */

/** What one has said and the server is not known to keep: below the log, sending or failed. */
export class Drafts {
  #list;
  #rows;
  #words;
  #retry;
  /** @type {Map<string, HTMLElement>} by id */
  #drafts = new Map();

  /**
   * @param {HTMLElement} list
   * @param {import("./message-rows.js").MessageRows} rows
   * @param {import("../site/words.js").Words} words
   * @param {(id: string, body: any) => void} retry
   */
  constructor(list, rows, words, retry) {
    this.#list = list;
    this.#rows = rows;
    this.#words = words;
    this.#retry = retry;
  }

  /**
   * @param {string} id
   * @param {any} body
   * @param {import("./conversation.js").Content} content
   * @param {{user: string, name: string}} author
   */
  add(id, body, content, { user, name }) {
    const at = new Date().toISOString();
    const message = { id, body, user, name, at, topic: "", cursor: "" };
    const saying = { cursor: "", message, content };
    const row = this.#rows.make(saying);
    this.#rows.fill(row, saying, { isDeleted: false, text: null, reactions: [] }, user);
    this.#rows.mark(row, "sending");
    row.classList.add("draft", "again");
    row.dataset.id = id;
    row.removeAttribute("tabindex");
    this.#drafts.get(id)?.remove();
    this.#drafts.set(id, row);
    this.#list.append(row);
  }

  /** @param {string} id of what the server keeps: the log shows it now */
  remove(id) {
    this.#drafts.get(id)?.remove();
    this.#drafts.delete(id);
  }

  /** @param {string} id */
  sent(id) {
    const row = this.#drafts.get(id);
    if (row) {
      this.#rows.mark(row, "sent");
    }
  }

  /**
   * @param {string} id
   * @param {any} body to be sent again, or written anew
   */
  failed(id, body) {
    const row = this.#drafts.get(id);
    if (!row) {
      return;
    }
    this.#rows.mark(row, "unsent");
    const retry = this.#button("retry", () => {
      this.remove(id);
      this.#retry(id, body);
    });
    const discard = this.#button("discard", () => this.remove(id));
    part(row, ".message").append(element("p", "draft-actions", retry, discard));
  }

  /**
   * @param {string} word
   * @param {() => void} act
   */
  #button(word, act) {
    const button = element("button", "link", this.#words.say(word));
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}
