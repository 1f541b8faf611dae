const AGAIN_MILLIS = 3_000;

/** Tells the others that one is writing: at once, then every three seconds, and when it is over. */
export class Typing {
  #signal;
  #last = 0;

  /** @param {(isTyping: boolean) => void} signal */
  constructor(signal) {
    this.#signal = signal;
  }

  /** @param {boolean} isTyping */
  tell(isTyping) {
    const now = Date.now();
    if (isTyping && now - this.#last >= AGAIN_MILLIS) {
      this.#last = now;
      this.#signal(true);
    } else if (!isTyping && this.#last > 0) {
      this.#last = 0;
      this.#signal(false);
    }
  }
}
