import { randomText } from "./random-text.js";

const MAX_WAITING = 100;

/**
 * What was said and is not known to be kept: it goes again, with the same id, until it is.
 *
 * The server keeps a repeat once, so sending too often is harmless.
 */
export class Outbox {
  #topic;
  #send;
  /** @type {Map<string, string>} texts by id, in the order in which they were said */
  #waiting = new Map();
  #pause = 0;

  /**
   * @param {string} topic
   * @param {(frame: object) => void} send
   */
  constructor(topic, send) {
    this.#topic = topic;
    this.#send = send;
  }

  get isFull() {
    return this.#waiting.size >= MAX_WAITING;
  }

  /**
   * The size of the frame that would carry a text.
   *
   * @param {string} text
   */
  bytes(text) {
    return new TextEncoder().encode(JSON.stringify(this.#frame(randomText(24), text))).length;
  }

  /**
   * @param {string} text
   * @returns the id that answers will name
   */
  add(text) {
    const id = randomText(24);
    this.#waiting.set(id, text);
    if (this.#pause === 0) {
      this.#send(this.#frame(id, text));
    }
    return id;
  }

  sendAll() {
    clearTimeout(this.#pause);
    this.#pause = 0;
    this.#waiting.forEach((text, id) => this.#send(this.#frame(id, text)));
  }

  /**
   * Sends nothing for some time, then everything in its order.
   *
   * @param {number} seconds
   */
  rest(seconds) {
    if (this.#pause === 0) {
      this.#pause = setTimeout(() => this.sendAll(), seconds * 1000);
    }
  }

  /** @param {string} id of what need not go again */
  drop(id) {
    this.#waiting.delete(id);
  }

  /**
   * @param {string} id
   * @param {string} text
   */
  #frame(id, text) {
    return { type: "publish", topic: this.#topic, id, body: { text } };
  }
}
