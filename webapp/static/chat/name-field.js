import { the } from "../site/dom.js";

/** The name that others see: asked for with the first message, changed whenever one likes. */
export class NameField {
  #field = the("name-field", HTMLElement);
  #input = the("name", HTMLInputElement);
  #line = the("me-line", HTMLElement);
  #me = the("me", HTMLElement);
  #guest;
  #words;
  #renamed;

  /**
   * @param {import("./guest.js").Guest} guest
   * @param {import("../site/words.js").Words} words
   * @param {(name: string) => void} renamed
   */
  constructor(guest, words, renamed) {
    this.#guest = guest;
    this.#words = words;
    this.#renamed = renamed;
    the("rename", HTMLElement).addEventListener("click", () => this.#ask());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.value = guest.name || this.#input.value;
    this.#show(guest.name === "");
  }

  /**
   * Takes what is in the field, if it is being asked for.
   *
   * @param {(problem: string) => void} tell
   */
  isNamed(tell) {
    if (this.#field.hidden) {
      return true;
    }
    const before = this.#guest.name;
    if (!this.#guest.rename(this.#input.value)) {
      tell(this.#words.say("badName"));
      this.#input.focus();
      return false;
    }
    if (this.#guest.name !== before) {
      this.#renamed(this.#guest.name);
    }
    this.#show(false);
    return true;
  }

  #ask() {
    this.#show(true);
    this.#input.value = this.#guest.name;
    this.#input.select();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      if (this.isNamed(() => this.#input.reportValidity())) {
        the("text", HTMLElement).focus();
      }
    } else if (event.key === "Escape" && this.#guest.name !== "") {
      this.#show(false);
    }
  }

  /** @param {boolean} isAsking */
  #show(isAsking) {
    this.#field.hidden = !isAsking;
    this.#line.hidden = isAsking;
    this.#me.textContent = this.#guest.name;
  }
}
