import { PAGE } from "./conversation.js";

/**
 * @typedef {import("./conversation.js").Entry} Entry
 * @typedef {{scroller: HTMLElement, messages: HTMLElement, quiet: HTMLElement}} Place
 * @typedef {{row: HTMLElement, above: Entry | null | undefined, isFirstNew: boolean}} Shown
 */

const NEAR_THE_END_PIXELS = 48;

/**
 * The conversation on the page: rows for the entries that are shown, once a frame at most.
 *
 * The reader's place stays where it is while rows come and go above and below; at the end it follows the end.
 */
export class MessageLog {
  follows = true;
  #place;
  #rows;
  #conversation;
  #tell;
  /** @type {Map<string, Shown>} by cursor */
  #shown = new Map();
  /** @type {Set<string>} */
  #stale = new Set();
  #frame = 0;
  #isServed = true;

  /**
   * @param {Place} place
   * @param {import("./message-rows.js").MessageRows} rows
   * @param {import("./conversation.js").Conversation} conversation
   * @param {{me: () => string | null, scrolled: () => void, rendered: () => void}} tell
   */
  constructor(place, rows, conversation, tell) {
    this.#place = place;
    this.#rows = rows;
    this.#conversation = conversation;
    this.#tell = tell;
    place.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const sizes = new ResizeObserver(() => this.follows && this.#scrollToEnd());
    sizes.observe(place.scroller);
    sizes.observe(place.messages);
  }

  /** @param {string[]} cursors of messages that look different now */
  refresh(cursors) {
    cursors.forEach((cursor) => this.#stale.add(cursor));
    this.render();
  }

  /** All rows are filled anew: one has become known as their author. */
  refreshAll() {
    this.refresh([...this.#shown.keys()]);
  }

  /** Soon: all that comes until then is done together. */
  render() {
    this.#frame ||= soon(() => this.#render());
  }

  toEnd() {
    this.#conversation.window.showEnd();
    this.follows = true;
    this.render();
  }

  get me() {
    return this.#tell.me();
  }

  /** How near the reader is to an end of what is shown. */
  get isNearOldest() {
    return this.#place.scroller.scrollTop < this.#place.scroller.clientHeight;
  }

  get isNearNewest() {
    const { scrollHeight, scrollTop, clientHeight } = this.#place.scroller;
    return scrollHeight - scrollTop - clientHeight < clientHeight;
  }

  showOlder() {
    this.#conversation.window.showOlder(PAGE);
    this.render();
  }

  showNewer() {
    this.#conversation.window.showNewer(PAGE);
    this.render();
  }

  /** @param {string} cursor */
  rowOf(cursor) {
    return this.#shown.get(cursor)?.row;
  }

  #render() {
    this.#frame = 0;
    if (this.#isServed && this.#conversation.head !== null) {
      this.#isServed = false;
      this.#place.messages.classList.remove("served");
      this.#place.messages.replaceChildren();
    }
    const anchor = this.follows ? null : this.#anchor();
    this.#reconcile(this.#conversation.window.shown);
    if (this.follows) {
      this.#scrollToEnd();
    } else if (anchor?.row.isConnected) {
      this.#place.scroller.scrollTop += anchor.row.offsetTop - anchor.top;
    }
    this.#tell.rendered();
  }

  /** The first row that the reader sees. */
  #anchor() {
    const { scrollTop } = this.#place.scroller;
    for (const { row } of this.#shown.values()) {
      if (row.offsetTop + row.offsetHeight > scrollTop) {
        return { row, top: row.offsetTop };
      }
    }
    return null;
  }

  /** @param {Entry[]} entries */
  #reconcile(entries) {
    const gone = new Map(this.#shown);
    /** @type {Map<string, Shown>} */
    const shown = new Map();
    entries.forEach((entry) => gone.delete(entry.cursor));
    gone.forEach(({ row }) => row.remove());
    let next = this.#place.messages.firstElementChild;
    let above = /** @type {Entry | null} */ (null);
    for (const entry of entries) {
      const known = this.#shown.get(entry.cursor) ?? this.#make(entry);
      this.#settle(known, entry, above);
      shown.set(entry.cursor, known);
      if (known.row === next) {
        next = next.nextElementSibling;
      } else {
        this.#place.messages.insertBefore(known.row, next);
      }
      above = entry;
    }
    this.#shown = shown;
    this.#stale.clear();
    this.#place.quiet.hidden = shown.size > 0 || this.#isServed;
  }

  /**
   * @param {Entry} entry
   * @returns {Shown}
   */
  #make(entry) {
    this.#stale.add(entry.cursor);
    return { row: this.#rows.make(entry), above: undefined, isFirstNew: false };
  }

  /**
   * @param {Shown} shown
   * @param {Entry} entry
   * @param {Entry | null} above
   */
  #settle(shown, entry, above) {
    const isFirstNew = this.#conversation.mark.line === entry.cursor;
    if (shown.above !== above || shown.isFirstNew !== isFirstNew) {
      Object.assign(shown, { above, isFirstNew });
      this.#rows.place(shown.row, entry, above, isFirstNew);
    }
    if (this.#stale.has(entry.cursor) && "message" in entry) {
      const outcome = this.#conversation.outcomes.of(entry.cursor, entry.message.user);
      this.#rows.fill(shown.row, entry, outcome, this.#tell.me());
    }
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#place.scroller;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PIXELS;
    this.follows = isAtEnd && this.#conversation.window.showsHead;
    this.#tell.scrolled();
  }

  #scrollToEnd() {
    this.#place.scroller.scrollTop = this.#place.scroller.scrollHeight;
  }
}

/**
 * At the next frame; a page that nobody sees has none.
 *
 * @param {() => void} act
 */
export function soon(act) {
  return document.hidden ? window.setTimeout(act, 200) : requestAnimationFrame(act);
}
