import { MadangError } from "./madang-error.js";

/** @typedef {import("./madang.js").Message} Message */

/**
 * Messages for one `for await`, as many as may wait.
 *
 * One that comes when it is full ends it: what waits is given, then the error `overflow`; never a silent hole.
 *
 * @implements {AsyncIterableIterator<Message>}
 */
export class MessageQueue {
  #limit;
  #left;
  /** @type {Message[]} */
  #messages = [];
  /** @type {{resolve: (result: IteratorResult<Message>) => void, reject: (reason: any) => void}[]} */
  #readers = [];
  #isEnded = false;
  /** @type {any} */
  #error = null;

  /**
   * @param {number} limit
   * @param {(queue: MessageQueue) => void} left called when nothing more is wanted
   */
  constructor(limit, left) {
    this.#limit = limit;
    this.#left = left;
  }

  /** @param {Message} message */
  put(message) {
    const reader = this.#readers.shift();
    if (reader) {
      reader.resolve({ done: false, value: message });
    } else if (this.#messages.length < this.#limit) {
      this.#messages.push(message);
    } else {
      const topic = message.topic;
      this.end(new MadangError("overflow", `the limit is ${this.#limit} messages not yet taken`, { topic }));
    }
  }

  /** @param {any} [error] what the reader is told after the messages that wait */
  end(error = null) {
    if (this.#isEnded) {
      return;
    }
    this.#isEnded = true;
    this.#error = error;
    this.#left(this);
    for (const reader of this.#readers.splice(0)) {
      this.next().then(reader.resolve, reader.reject);
    }
  }

  /** @returns {Promise<IteratorResult<Message>>} */
  async next() {
    const message = this.#messages.shift();
    if (message) {
      return { done: false, value: message };
    }
    if (!this.#isEnded) {
      return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
    }
    const error = this.#error;
    this.#error = null;
    if (error) {
      throw error;
    }
    return { done: true, value: undefined };
  }

  /** @returns {Promise<IteratorResult<Message>>} */
  async return() {
    this.#messages = [];
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
