import { Api } from "./api.js";
import { attach } from "./attach.js";
import { parse, plain } from "./cursor.js";
import { MadangError } from "./madang-error.js";
import { MessageQueue } from "./message-queue.js";
import { tell } from "./tell.js";
import { randomText } from "./environment.js";

/** @typedef {import("./madang.js").Room} Topic as the page sees it */

/**
 * What a room needs of its client.
 *
 * @typedef {object} House
 * @property {Api} api
 * @property {import("./outbox.js").Outbox} outbox
 * @property {number} maxBuffered
 * @property {(topic: string, body: string) => Promise<void>} signal
 * @property {(room: Room) => void} left
 * @property {(message: import("./madang.js").Message) => void} came before the page hears of it
 */

/**
 * One topic: where its reader is, and the page's handlers.
 *
 * The cursor only moves forward within an epoch, so a message is shown once, by whichever way it comes.
 *
 * @implements {Topic}
 */
export class Room {
  /** @type {Topic["onmessage"]} */
  onmessage = null;
  /** @type {Topic["onstate"]} */
  onstate = null;
  /** @type {Topic["onpresence"]} */
  onpresence = null;
  /** @type {Topic["onsignal"]} */
  onsignal = null;
  /** @type {Topic["ongap"]} */
  ongap = null;
  /** @type {Topic["onsubscribed"]} */
  onsubscribed = null;
  /** @type {Topic["onerror"]} */
  onerror = null;
  /** Whether the link that is open said where reading starts. */
  isListening = false;
  /** Whether the server refuses this topic. */
  isRefused = false;
  #house;
  /** @type {string | null} */
  #cursor;
  /** @type {Set<MessageQueue>} */
  #queues = new Set();

  /**
   * @param {House} house
   * @param {string} name
   * @param {{last?: number, cursor?: string, presence?: boolean}} options
   */
  constructor(house, name, { last = 0, cursor, presence = false }) {
    this.#house = house;
    this.name = name;
    this.last = last;
    this.presence = presence;
    this.#cursor = cursor === undefined ? null : plain(cursor);
  }

  get cursor() {
    return this.#cursor;
  }

  /**
   * @param {object} body
   * @param {{id?: string, signal?: AbortSignal}} [options]
   */
  publish(body, { id = randomText(), signal } = {}) {
    return this.#house.outbox.add(this.name, id, body, signal);
  }

  /** @param {object} body */
  async signal(body) {
    try {
      await this.#house.signal(this.name, JSON.stringify(body));
    } catch (error) {
      tell(this.onerror, /** @type {MadangError} */ (error));
    }
  }

  /**
   * @param {{before?: string, limit?: number, signal?: AbortSignal}} [options]
   * @returns {Promise<import("./madang.js").History>}
   */
  history({ before, limit = 50, signal } = {}) {
    /** @type {[string, string][]} */
    const query = [["limit", String(limit)]];
    before === undefined || query.push(["before", before]);
    return this.#house.api.json(Api.path(this.name, "/messages"), { query, signal });
  }

  /**
   * @param {string} key
   * @param {any} value
   * @returns {Promise<{version: number}>}
   */
  setState(key, value) {
    const path = Api.path(this.name, `/state/${encodeURIComponent(key)}`);
    return this.#house.api.json(path, { method: "PUT", body: JSON.stringify(value) });
  }

  /**
   * @param {Blob} file
   * @param {import("./madang.js").AttachOptions} [options]
   */
  attach(file, options = {}) {
    return attach(this.#house.api, this.name, file, options);
  }

  /** @param {{signal?: AbortSignal}} [options] */
  messages({ signal } = {}) {
    const abort = () => queue.end(signal?.reason);
    const queue = new MessageQueue(this.#house.maxBuffered, () => {
      this.#queues.delete(queue);
      signal?.removeEventListener("abort", abort);
    });
    this.#queues.add(queue);
    signal?.addEventListener("abort", abort);
    signal?.aborted && abort();
    return queue;
  }

  [Symbol.asyncIterator]() {
    return this.messages();
  }

  leave() {
    this.#house.left(this);
    this.end();
  }

  /** @param {MadangError} [error] why no more messages come */
  end(error) {
    this.#queues.forEach((queue) => queue.end(error));
  }

  /**
   * Takes a frame of the server.
   *
   * @param {any} frame
   * @returns {boolean} false when a message is missing before this one
   */
  take(frame) {
    if (frame.type === "subscribed") {
      this.#subscribed(frame);
    } else if (frame.type === "error") {
      this.#refused(MadangError.of(frame));
    } else if (!this.isListening) {
      return true; // of a subscription that ended
    } else if (frame.type === "message") {
      return this.#message(frame);
    } else if (frame.type === "gap") {
      this.#gap(frame);
    } else if (frame.type === "state") {
      tell(this.onstate, frame);
    } else if (frame.type === "presence") {
      this.presence && tell(this.onpresence, frame);
    } else if (frame.type === "signal") {
      tell(this.onsignal, frame);
    }
    return true;
  }

  /** @param {import("./madang.js").Subscribed} frame */
  #subscribed(frame) {
    this.isListening = true;
    this.#cursor ??= frame.cursor;
    tell(this.onsubscribed, frame);
  }

  /** @param {import("./madang.js").Message} message */
  #message(message) {
    const isNew = this.#isAhead(message.cursor);
    const next = parse(message.cursor);
    const known = parse(String(this.#cursor));
    if (isNew && (next.epoch !== known.epoch || next.offset !== known.offset + 1)) {
      return false;
    }
    if (isNew) {
      this.#cursor = message.cursor;
      this.#house.came(message);
      this.#queues.forEach((queue) => queue.put(message));
      tell(this.onmessage, message);
    }
    return true;
  }

  /** @param {import("./madang.js").Gap} gap another life of the log may be shorter, in the same epoch too */
  #gap(gap) {
    if (gap.reason === "epoch" || this.#isAhead(gap.cursor)) {
      this.#cursor = gap.cursor;
      tell(this.ongap, gap);
    }
  }

  /** @param {string} cursor */
  #isAhead(cursor) {
    const next = parse(cursor);
    const known = parse(String(this.#cursor));
    return next.epoch !== known.epoch || next.offset > known.offset;
  }

  /** @param {MadangError} error */
  #refused(error) {
    if (!this.isListening && !error.isPassing) {
      this.isRefused = true;
      this.end(error);
    }
    tell(this.onerror, error);
  }
}
