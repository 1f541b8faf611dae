import { copy, part } from "../site/dom.js";

/**
 * @typedef {object} Acts
 * @property {(cursor: string) => {canReact: boolean, canEdit: boolean, canDelete: boolean, canModerate: boolean}} allowed
 * @property {(cursor: string, emoji: string) => void} react
 * @property {(cursor: string) => void} edit
 * @property {(cursor: string) => void} remove
 * @property {(cursor: string) => void} moderate whoever said it
 * @property {(address: string, name: string) => void} look at a picture
 */

/**
 * What one can do with a message. One toolbar for all of them comes to the row that is pointed at, tapped or focused;
 * arrow keys walk through the rows, Tab goes on into the toolbar.
 */
export class RowActions {
  #log;
  #list;
  #emoji;
  #acts;
  #toolbar;
  /** @type {HTMLElement | null} */
  #row = null;

  /**
   * @param {{log: HTMLElement, list: HTMLElement, toolbar: HTMLTemplateElement, emoji: HTMLElement}} place
   * @param {Acts} acts
   */
  constructor({ log, list, toolbar, emoji }, acts) {
    this.#log = log;
    this.#list = list;
    this.#emoji = emoji;
    this.#acts = acts;
    this.#toolbar = copy(toolbar);
    list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.#comeTo(event.target));
    list.addEventListener("focusin", (event) => this.#comeTo(event.target));
    list.addEventListener("click", (event) => this.#clicked(event));
    log.addEventListener("pointerleave", () => !this.#isHeld() && this.#toolbar.remove());
    log.addEventListener("keydown", (event) => this.#key(event));
    this.#toolbar.addEventListener("click", (event) => this.#act(event));
    emoji.addEventListener("click", (event) => this.#picked(event));
  }

  /** Whether someone is on it by keyboard, or choosing an emoji. */
  #isHeld() {
    return this.#emoji.matches(":popover-open") || this.#log.contains(document.activeElement);
  }

  /** @param {EventTarget | null} target */
  #comeTo(target) {
    const row = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".row")) : null;
    if (!row?.dataset.cursor || this.#emoji.matches(":popover-open")) {
      return;
    }
    if (row === this.#row && this.#toolbar.isConnected) {
      return;
    }
    const { canReact, canEdit, canDelete, canModerate } = this.#acts.allowed(row.dataset.cursor);
    part(this.#toolbar, "[data-act=react]").hidden = !canReact;
    part(this.#toolbar, "[data-act=edit]").hidden = !canEdit;
    part(this.#toolbar, "[data-act=delete]").hidden = !canDelete;
    part(this.#toolbar, "[data-act=moderate]").hidden = !canModerate;
    this.#row = row;
    if (canReact || canEdit || canDelete || canModerate) {
      part(row, ".message").append(this.#toolbar);
    } else {
      this.#toolbar.remove();
    }
  }

  /** @param {MouseEvent} event */
  #clicked({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    const cursor = /** @type {HTMLElement | null} */ (button?.closest(".row"))?.dataset.cursor;
    if (button?.matches(".chip") && cursor) {
      this.#acts.react(cursor, button.value);
    } else if (button?.matches(".picture")) {
      this.#acts.look(button.dataset.address ?? "", part(button, "img").getAttribute("alt") ?? "");
    }
  }

  /** @param {MouseEvent} event */
  #act({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    const cursor = this.#row?.dataset.cursor;
    if (!button || !cursor) {
      return;
    }
    if (button.dataset.act === "react") {
      this.#openEmoji(button);
    } else if (button.dataset.act === "edit") {
      this.#acts.edit(cursor);
    } else if (button.dataset.act === "moderate") {
      this.#acts.moderate(cursor);
    } else {
      this.#acts.remove(cursor);
    }
  }

  /** @param {HTMLElement} button */
  #openEmoji(button) {
    this.#emoji.showPopover();
    const by = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#emoji;
    const left = Math.min(by.right - width, innerWidth - width - 8);
    this.#emoji.style.left = `${Math.max(8, left)}px`;
    this.#emoji.style.top = `${by.top > height + 8 ? by.top - height - 4 : by.bottom + 4}px`;
    part(this.#emoji, "button").focus();
  }

  /** @param {MouseEvent} event */
  #picked({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button && this.#row?.dataset.cursor) {
      this.#acts.react(this.#row.dataset.cursor, button.value);
      this.#emoji.hidePopover();
      this.#row.focus();
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = /** @type {HTMLElement[]} */ ([...this.#list.querySelectorAll(".row")]);
    const current = document.activeElement?.closest(".row");
    const index = current ? rows.indexOf(/** @type {HTMLElement} */ (current)) : rows.length;
    const next = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 }[event.key];
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (next !== undefined && rows[next] && isPlain) {
      event.preventDefault();
      rows[next].focus({ preventScroll: true });
      rows[next].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape" && current) {
      this.#toolbar.remove();
      this.#log.focus();
    }
  }
}
