/** @typedef {import("./frames.js").Message} Message */

const MAX_SHOWN = 1000;
const NEAR_THE_END_PIXELS = 48;

/** The conversation: what was kept, in the log's order, and below it what is on its way. */
export class MessageLog {
  #place;
  #rows;
  #clock;
  /** @type {Message | null} */
  #last = null;
  #follows = true;
  #isSettling = false;

  /**
   * @param {{scroller: HTMLElement, messages: HTMLElement, drafts: HTMLElement, newer: HTMLElement, quiet: HTMLElement}} place
   * @param {import("./message-rows.js").MessageRows} rows
   * @param {import("./clock.js").Clock} clock
   */
  constructor(place, rows, clock) {
    this.#place = place;
    this.#rows = rows;
    this.#clock = clock;
    const { scroller, newer } = place;
    scroller.addEventListener("scroll", () => this.#scrolled());
    newer.addEventListener("click", () => this.#toEnd());
    new ResizeObserver(() => this.#follows && this.#toEnd()).observe(scroller);
  }

  /**
   * A message that the server keeps; the draft of it, if there is one, is it now.
   *
   * @param {Message} message
   * @param {boolean} isMine
   */
  add(message, isMine) {
    this.#draft(message.id, isMine)?.remove();
    if (!this.#last || !this.#clock.isSameDay(this.#last.at, message.at)) {
      this.#place.messages.append(this.#rows.day(message.at));
      this.#last = null;
    }
    this.#place.messages.append(this.#rows.message(message, isMine, this.#last));
    this.#last = message;
    this.#settle();
  }

  /**
   * A line that is nobody's message.
   *
   * @param {string} text
   */
  note(text) {
    this.#place.messages.append(this.#rows.note(text));
    this.#last = null;
    this.#settle();
  }

  /**
   * What one just said, before the server keeps it.
   *
   * @param {string} id
   * @param {string} text
   */
  addDraft(id, text) {
    this.#place.drafts.append(this.#rows.draft(id, text));
    this.#follows = true;
    this.#settle();
  }

  /**
   * @param {string} id
   * @param {"sending" | "sent" | "unsent"} state
   */
  markDraft(id, state) {
    const draft = this.#draft(id, true);
    if (draft) {
      this.#rows.mark(draft, state);
    }
  }

  /** While old messages come, a screen reader is not told of each. */
  beQuiet() {
    this.#place.scroller.ariaBusy = "true";
    setTimeout(() => {
      this.#place.scroller.ariaBusy = "false";
      this.#place.quiet.hidden = this.#place.messages.childElementCount > 0;
    }, 1000);
  }

  /**
   * @param {string} id
   * @param {boolean} isMine
   */
  #draft(id, isMine) {
    const drafts = /** @type {HTMLElement[]} */ ([...this.#place.drafts.children]);
    return isMine ? drafts.find((draft) => draft.dataset.id === id) : undefined;
  }

  /** Once for all that came together: not too long, and still at the end if it was there. */
  #settle() {
    if (!this.#isSettling) {
      this.#isSettling = true;
      queueMicrotask(() => {
        this.#isSettling = false;
        this.#place.quiet.hidden = true;
        if (this.#follows) {
          this.#trim();
          this.#toEnd();
        } else {
          this.#place.newer.hidden = false;
        }
      });
    }
  }

  #trim() {
    const { messages } = this.#place;
    while (messages.childElementCount > MAX_SHOWN) {
      messages.firstElementChild?.remove();
    }
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#place.scroller;
    this.#follows = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PIXELS;
    if (this.#follows) {
      this.#place.newer.hidden = true;
    }
  }

  #toEnd() {
    this.#follows = true;
    this.#place.newer.hidden = true;
    this.#place.scroller.scrollTop = this.#place.scroller.scrollHeight;
  }
}
