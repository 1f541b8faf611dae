const NOTICE_MILLIS = 10_000;
const IME_KEY = 229;

/** Where one writes: Enter sends, Shift+Enter breaks the line. */
export class Composer {
  #form;
  #text;
  #notice;
  #forget = 0;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} text
   * @param {HTMLElement} notice
   * @param {(text: string) => boolean} say true when it took the text
   */
  constructor(form, text, notice, say) {
    this.#form = form;
    this.#text = text;
    this.#notice = notice;
    text.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(say);
    });
  }

  focus() {
    this.#text.focus();
  }

  /**
   * Tells what went wrong, for some seconds.
   *
   * @param {string} text
   */
  tell(text) {
    clearTimeout(this.#forget);
    this.#notice.textContent = text;
    this.#notice.hidden = text === "";
    this.#forget = setTimeout(() => this.tell(""), NOTICE_MILLIS);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Safari ends a composition before it tells of the Enter that ended it: only the code says so.
    const isComposing = event.isComposing || event.keyCode === IME_KEY;
    if (event.key === "Enter" && !event.shiftKey && !isComposing) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
  }

  /** @param {(text: string) => boolean} say */
  #submit(say) {
    const text = this.#text.value.trim();
    if (text !== "" && say(text)) {
      this.#text.value = "";
    }
    this.focus();
  }
}
