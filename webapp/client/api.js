import { MadangError } from "./madang-error.js";

const SECONDS = 15;
/** Browsers let 64 KiB outlive the page, over all requests. */
const MAX_OUTLIVING = 16_000;

/**
 * @typedef {object} Request
 * @property {string} [method]
 * @property {[string, string][]} [query]
 * @property {string} [body] JSON
 * @property {string} [accept]
 * @property {number} [seconds] how long the whole answer may take
 * @property {AbortSignal} [signal]
 */

/** The server over HTTP. */
export class Api {
  #env;
  #events;
  #who;

  /**
   * @param {import("./environment.js").Environment} env
   * @param {URL} events where `/events` is
   * @param {{client: string, name?: string}} who speaks
   */
  constructor(env, events, who) {
    this.#env = env;
    this.#events = events;
    this.#who = who;
  }

  get env() {
    return this.#env;
  }

  /** The headers that say who speaks. */
  get headers() {
    return { "Madang-Client": this.#who.client };
  }

  /**
   * @param {string} path relative to `/events`
   * @param {[string, string][]} [query]
   */
  url(path, query = []) {
    const url = new URL(path, this.#events);
    const said = this.#who.name === undefined ? [] : [["name", this.#who.name]];
    [...query, ...said].forEach(([name, value]) => url.searchParams.append(name, value));
    return url;
  }

  /** Where a WebSocket connects: browsers let no header say who comes. */
  socketUrl() {
    const url = this.url(this.#events.href, [["client", this.#who.client]]);
    url.protocol = url.protocol.replace("http", "ws");
    return url.href;
  }

  /**
   * Asks, and gives the answer as soon as it begins.
   *
   * @param {string} path
   * @param {Request} request
   * @throws {MadangError} when the answer is none of 200 to 299
   */
  async open(path, { method = "GET", query, body, accept, signal }) {
    /** @type {Record<string, string>} */
    const headers = { ...this.headers };
    if (accept) {
      headers.Accept = accept;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const keepalive = method === "POST" && (body?.length ?? 0) < MAX_OUTLIVING;
    const init = { method, headers, body, signal, keepalive, cache: /** @type {const} */ ("no-store") };
    const answer = await this.#env.fetch(this.url(path, query), init).catch((error) => {
      throw signal?.aborted ? error : new MadangError("unavailable", String(error), { isOffline: true });
    });
    if (!answer.ok) {
      throw MadangError.ofAnswer(answer.status, await answer.text());
    }
    return answer;
  }

  /**
   * Asks, and gives the JSON of the answer, undefined where it is empty.
   *
   * @param {string} path
   * @param {Request} [request]
   * @returns {Promise<any>}
   * @throws {MadangError} `unavailable` also when no answer comes in time
   */
  async json(path, request = {}) {
    const { signal, seconds = SECONDS } = request;
    const own = new AbortController();
    const abort = () => own.abort();
    const cancel = this.#env.later(seconds, abort);
    signal?.addEventListener("abort", abort);
    try {
      signal?.throwIfAborted();
      const answer = await this.open(path, { ...request, signal: own.signal });
      const text = await answer.text();
      return text === "" ? undefined : JSON.parse(text);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof MadangError) {
        throw error;
      }
      throw new MadangError("unavailable", own.signal.aborted ? `no answer in ${seconds} s` : String(error));
    } finally {
      cancel();
      signal?.removeEventListener("abort", abort);
    }
  }

  /**
   * @param {string} topic
   * @param {string} [rest]
   */
  static path(topic, rest = "") {
    return `topics/${topic.split("/").map(encodeURIComponent).join("/")}${rest}`;
  }
}
