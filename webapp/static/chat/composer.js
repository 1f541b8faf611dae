const NOTICE_MILLIS = 10_000;
const IME_KEY = 229;

/**
 * @typedef {object} Acts
 * @property {(text: string) => Promise<boolean>} say true when it took the text
 * @property {(text: string) => boolean} edit the message that is being edited
 * @property {(isTyping: boolean) => void} typing
 * @property {() => {cursor: string, text: string} | null} lastOwn what the arrow up brings back
 * @property {(files: File[]) => void} attach
 */

/** Where one writes: Enter sends, Shift+Enter breaks the line, the arrow up edits what one said last. */
export class Composer {
  #place;
  #acts;
  #forget = 0;
  /** @type {string | null} cursor of the message that is being edited */
  #edited = null;
  #isBusy = false;

  /**
   * @param {{form: HTMLFormElement, text: HTMLTextAreaElement, notice: HTMLElement, editing: HTMLElement, cancel: HTMLElement}} place
   * @param {Acts} acts
   */
  constructor(place, acts) {
    this.#place = place;
    this.#acts = acts;
    const { form, text, cancel } = place;
    form.noValidate = true;
    text.addEventListener("keydown", (event) => this.#key(event));
    text.addEventListener("input", () => acts.typing(text.value.trim() !== "" && !this.#edited));
    text.addEventListener("paste", (event) => this.#pasted(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    cancel.addEventListener("click", () => this.#stopEditing());
  }

  /** The message that is being edited. */
  get edited() {
    return this.#edited;
  }

  focus() {
    this.#place.text.focus({ preventScroll: true });
  }

  /**
   * Tells what went wrong, for some seconds.
   *
   * @param {string} text
   */
  tell(text) {
    clearTimeout(this.#forget);
    this.#place.notice.textContent = text;
    this.#place.notice.hidden = text === "";
    this.#forget = window.setTimeout(() => this.tell(""), NOTICE_MILLIS);
  }

  /**
   * Takes a message back into the field.
   *
   * @param {string} cursor
   * @param {string} text
   */
  edit(cursor, text) {
    this.#edited = cursor;
    this.#place.editing.hidden = false;
    this.#place.text.value = text;
    this.focus();
    this.#place.text.setSelectionRange(text.length, text.length);
  }

  #stopEditing() {
    this.#edited = null;
    this.#place.editing.hidden = true;
    this.#place.text.value = "";
    this.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Safari ends a composition before it tells of the Enter that ended it: only the code says so.
    if (event.isComposing || event.keyCode === IME_KEY) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#place.form.requestSubmit();
    } else if (event.key === "Escape" && this.#edited !== null) {
      this.#stopEditing();
    } else if (event.key === "ArrowUp" && this.#place.text.value === "") {
      const last = this.#acts.lastOwn();
      if (last) {
        event.preventDefault();
        this.edit(last.cursor, last.text);
      }
    }
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      this.#acts.attach(files);
    }
  }

  async #submit() {
    if (this.#isBusy) {
      return;
    }
    const text = this.#place.text.value.trim();
    if (this.#edited !== null) {
      if (text !== "" && this.#acts.edit(text)) {
        this.#stopEditing();
      }
      return;
    }
    this.#isBusy = true;
    const isTaken = await this.#acts.say(text).finally(() => (this.#isBusy = false));
    if (isTaken && this.#place.text.value.trim() === text) {
      this.#place.text.value = "";
      this.#acts.typing(false);
    }
    this.focus();
  }
}
