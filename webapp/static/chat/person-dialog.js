import { the } from "../site/dom.js";

/**
 * @typedef {import("./access.js").Act} Act
 * @typedef {{user: string, name: string}} Person
 */

/** Mutes and bans somebody, or takes that back; what was done can be undone from the line that tells of it. */
export class PersonDialog {
  #dialog = the("person-dialog", HTMLDialogElement);
  #act = the("person-act", HTMLSelectElement);
  #minutes = the("person-minutes", HTMLSelectElement);
  #line = the("decided", HTMLElement);
  #text = the("decided-text", HTMLElement);
  #undo = the("undo", HTMLButtonElement);
  #access;
  #words;
  #failed;
  /** @type {Person | null} */
  #person = null;

  /**
   * @param {import("./access.js").Access} access
   * @param {import("../site/words.js").Words} words
   * @param {(error: unknown) => void} failed
   */
  constructor(access, words, failed) {
    this.#access = access;
    this.#words = words;
    this.#failed = failed;
    this.#act.addEventListener("change", () => this.#show());
    this.#dialog.addEventListener("close", () => this.#closed());
  }

  /** @param {Person} person */
  open(person) {
    this.#person = person;
    the("person-name", HTMLElement).textContent = person.name;
    for (const option of this.#act.options) {
      option.hidden = option.disabled = !this.#access.mayBan && !["mute", "unmute"].includes(option.value);
    }
    this.#act.value = "mute";
    this.#show();
    this.#dialog.returnValue = "no";
    this.#dialog.showModal();
  }

  #show() {
    this.#minutes.disabled = this.#act.value.startsWith("un");
  }

  #closed() {
    if (this.#dialog.returnValue === "yes" && this.#person) {
      void this.#decide(/** @type {Act} */ (this.#act.value), this.#person, Number(this.#minutes.value));
    }
  }

  /** @param {Date | null} until */
  #time(until) {
    const language = document.documentElement.lang;
    return until
      ? this.#words.say("until", until.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }))
      : this.#words.say("forever");
  }

  /**
   * @param {Act} act
   * @param {Person} person
   * @param {number} minutes
   */
  async #decide(act, person, minutes) {
    try {
      const until = await this.#access.decide(act, person.user, minutes);
      this.#text.textContent = this.#words.say(`decided.${act}`, person.name, this.#time(until));
      this.#line.hidden = false;
      this.#undo.hidden = act.startsWith("un");
      this.#undo.onclick = () => void this.#decide(this.#access.opposite(act), person, 0);
    } catch (error) {
      this.#failed(error);
    }
  }
}
