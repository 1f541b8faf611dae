import { Backoff } from "./backoff.js";
import { MadangError } from "./madang-error.js";

/** @typedef {import("./madang.js").Kept} Kept */
/** @typedef {{topic: string, id: string, text: string}} Publish with the JSON of its body */
/** @typedef {(publish: Publish) => Promise<Kept>} Send */
/** @typedef {Publish & {kept: Promise<Kept>, resolve: (kept: Kept) => void, reject: (reason: any) => void}} Entry */
/** @typedef {{count: number, length: number}} Bounds */

/**
 * Publishes that are not known to be on disk, in the order in which they were made.
 *
 * One is on its way at a time: was a second one sent and the first one refused for a while, the second would come
 * before it. They go again with the same id until they are kept or refused for good; storage brings them over a reload.
 */
export class Outbox {
  /** @type {Kept | null} */
  lastKept = null;
  #env;
  #key;
  #bounds;
  #backoff;
  /** @type {Entry[]} */
  #entries = [];
  #length = 0;
  /** @type {Send | null} */
  #send = null;
  /** @type {Entry | null} */
  #sending = null;
  /** @type {(() => void) | null} */
  #cancelPause = null;

  /**
   * @param {import("./environment.js").Environment} env
   * @param {string} key of the storage
   * @param {Bounds} bounds
   */
  constructor(env, key, bounds) {
    this.#env = env;
    this.#key = key;
    this.#bounds = bounds;
    this.#backoff = new Backoff(env.random);
    for (const { topic, id, text } of stored(env.load(key))) {
      this.#put(topic, id, text).kept.catch(() => {});
    }
  }

  get entries() {
    return this.#entries;
  }

  /**
   * @param {string} topic
   * @param {string} id the same as one that waits: it is that one
   * @param {object} body
   * @param {AbortSignal} [signal]
   * @returns {Promise<Kept>}
   */
  async add(topic, id, body, signal) {
    signal?.throwIfAborted();
    const waiting = this.#entries.find((entry) => entry.topic === topic && entry.id === id);
    const entry = waiting ?? this.#checked(topic, id, JSON.stringify(body));
    if (signal) {
      const abort = () => this.#remove(entry) && entry.reject(signal.reason);
      const forget = () => signal.removeEventListener("abort", abort);
      signal.addEventListener("abort", abort);
      entry.kept.then(forget, forget);
    }
    this.#pump();
    return entry.kept;
  }

  /** @param {Send | null} send the way that is open, if one is */
  use(send) {
    this.#send = send;
    this.#sending = null;
    if (send === null) {
      this.#resume();
    }
    this.#pump();
  }

  /** @param {MadangError} error what everything that waits is rejected with */
  rejectAll(error) {
    this.use(null);
    this.#entries.splice(0).forEach((entry) => entry.reject(error));
    this.#length = 0;
    this.#save();
  }

  /**
   * @param {string} topic
   * @param {string} id
   * @param {string} text
   */
  #checked(topic, id, text) {
    const { count, length } = this.#bounds;
    if (text?.[0] !== "{") {
      throw new MadangError("bad_request", "body: expected an object", { id, topic });
    }
    if (this.#entries.length >= count) {
      throw new MadangError("outbox_full", `the limit is ${count} unsent publishes`, { id, topic });
    }
    if (this.#length + text.length > length) {
      throw new MadangError("outbox_full", `the limit is ${length} characters unsent`, { id, topic });
    }
    const entry = this.#put(topic, id, text);
    this.#save();
    return entry;
  }

  /**
   * @param {string} topic
   * @param {string} id
   * @param {string} text
   */
  #put(topic, id, text) {
    const entry = /** @type {Entry} */ ({ topic, id, text });
    entry.kept = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    this.#entries.push(entry);
    this.#length += text.length;
    return entry;
  }

  /** @param {Entry} entry */
  #remove(entry) {
    const at = this.#entries.indexOf(entry);
    if (at < 0) {
      return false;
    }
    this.#entries.splice(at, 1);
    this.#length -= entry.text.length;
    this.#save();
    return true;
  }

  async #pump() {
    const send = this.#send;
    const entry = this.#entries[0];
    if (!send || !entry || this.#sending || this.#cancelPause) {
      return;
    }
    this.#sending = entry;
    try {
      const { topic, id, cursor } = await send(entry);
      this.lastKept = { topic, id, cursor };
      this.#remove(entry) && entry.resolve(this.lastKept);
      this.#backoff.reset();
    } catch (error) {
      if (!(error instanceof MadangError && error.isPassing)) {
        this.#remove(entry) && entry.reject(error);
      } else if (send === this.#send) {
        this.#rest((error.retryAfter ?? 0) + this.#backoff.next());
      }
    }
    if (send === this.#send) {
      this.#sending = null;
      this.#pump();
    }
  }

  /** @param {number} seconds */
  #rest(seconds) {
    this.#cancelPause = this.#env.later(seconds, () => {
      this.#resume();
      this.#pump();
    });
  }

  #resume() {
    this.#cancelPause?.();
    this.#cancelPause = null;
  }

  #save() {
    const publishes = this.#entries.map(({ topic, id, text }) => ({ topic, id, text }));
    this.#env.save(this.#key, publishes.length === 0 ? null : JSON.stringify(publishes));
  }
}

/**
 * @param {string | null} json
 * @returns {Publish[]}
 */
function stored(json) {
  try {
    const publishes = JSON.parse(json ?? "[]");
    return publishes.filter((/** @type {any} */ p) => p.topic && p.id && JSON.parse(p.text));
  } catch {
    return [];
  }
}
