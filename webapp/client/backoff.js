const FIRST_SECONDS = 1;
const LONGEST_SECONDS = 30;

/** Pauses that grow twofold, each drawn evenly from zero to its bound ("full jitter"). */
export class Backoff {
  #random;
  #attempts = 0;

  /** @param {() => number} random from 0 to 1 */
  constructor(random) {
    this.#random = random;
  }

  get attempts() {
    return this.#attempts;
  }

  /** Seconds until the next attempt. */
  next() {
    return this.#random() * Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** this.#attempts++);
  }

  reset() {
    this.#attempts = 0;
  }
}
