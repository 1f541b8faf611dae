/**
 * Which entries are at hand, and which of them are shown: bookkeeping without a page.
 *
 * Entries at hand are a stretch of the log without holes; those shown are a stretch of these. Both are bounded: what
 * lies far from the reader goes, and comes back when the reader does. {@code isAtHead} says whether the newest entry of
 * all is at hand; while it is not, new ones are not taken, for that would make a hole.
 *
 * @template T
 */
export class LogWindow {
  /** @type {T[]} */
  #entries = [];
  #from = 0;
  #to = 0;
  #maxShown;
  #maxAtHand;
  isAtHead = true;
  /** Whether the oldest at hand went since this was last set to false. */
  hasForgottenOldest = false;

  /** @param {{maxShown: number, maxAtHand: number}} bounds */
  constructor({ maxShown, maxAtHand }) {
    this.#maxShown = maxShown;
    this.#maxAtHand = maxAtHand;
  }

  get entries() {
    return this.#entries;
  }

  get shown() {
    return this.#entries.slice(this.#from, this.#to);
  }

  /** Whether the newest entry of all is shown. */
  get showsHead() {
    return this.isAtHead && this.#to === this.#entries.length;
  }

  /** Whether there are older entries at hand than those shown. */
  get hasOlder() {
    return this.#from > 0;
  }

  get hasNewer() {
    return this.#to < this.#entries.length;
  }

  /**
   * What has just come; it is shown if the head was, as far as there is space.
   *
   * @param {T[]} entries
   * @param {boolean} follows whether the reader follows: then the oldest shown make way
   */
  append(entries, follows) {
    if (!this.isAtHead) {
      return;
    }
    const showedHead = this.showsHead;
    this.#entries.push(...entries);
    if (follows) {
      this.showEnd();
    } else if (showedHead) {
      this.#to = Math.min(this.#entries.length, this.#from + this.#maxShown);
    }
    this.#forget();
  }

  /** @param {T[]} entries older than all at hand */
  prepend(entries) {
    this.#entries.unshift(...entries);
    this.#from += entries.length;
    this.#to += entries.length;
  }

  /**
   * @param {T[]} entries that follow those at hand
   * @param {boolean} isHead whether the newest of all is among them
   */
  resume(entries, isHead) {
    this.#entries.push(...entries);
    this.isAtHead = isHead;
  }

  /** @param {number} count of older entries to show */
  showOlder(count) {
    this.#from = Math.max(0, this.#from - count);
    this.#to = Math.min(this.#to, this.#from + this.#maxShown);
    this.#forget();
  }

  /** @param {number} count of newer entries to show */
  showNewer(count) {
    this.#to = Math.min(this.#entries.length, this.#to + count);
    this.#from = Math.max(this.#from, this.#to - this.#maxShown);
    this.#forget();
  }

  /** Shows the newest at hand, fewer than may be shown so that reading back a little costs nothing. */
  showEnd() {
    const isLong = this.#to - this.#from > this.#maxShown / 2 || this.hasNewer;
    this.#to = this.#entries.length;
    this.#from = Math.max(isLong ? this.#to - Math.ceil(this.#maxShown / 2) : this.#from, 0);
  }

  /** Begins anew, with nothing at hand. */
  clear() {
    this.#entries = [];
    this.#from = this.#to = 0;
    this.isAtHead = true;
  }

  /** Drops what is over the bound, at the end that is farther away from what is shown. */
  #forget() {
    const over = this.#entries.length - this.#maxAtHand;
    if (over <= 0) {
      return;
    }
    if (this.#from >= this.#entries.length - this.#to) {
      const count = Math.min(over, this.#from);
      this.#entries.splice(0, count);
      this.#from -= count;
      this.#to -= count;
      this.hasForgottenOldest = true;
    } else {
      const count = Math.min(over, this.#entries.length - this.#to);
      this.#entries.splice(this.#entries.length - count, count);
      this.isAtHead &&= count === 0;
    }
  }
}
