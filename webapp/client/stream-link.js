import { HttpLink } from "./http-link.js";
import { endOf, OPEN_SECONDS } from "./link.js";
import { Watchdog } from "./watchdog.js";

const MAX_LINE = 8_000_000;
const DEFAULT_HEARTBEAT_SECONDS = 25;
const LATE_SECONDS = 5;

/** Frames down an answer that does not end (NDJSON), publishes up by POST. */
export class StreamLink extends HttpLink {
  /** @type {AbortController | null} of the request that is open */
  #request = null;
  /** @type {Set<import("./room.js").Room>} */
  #asked = new Set();
  /** @type {Watchdog | null} */
  #watchdog = null;
  /** @type {() => void} */
  #cancelOpening = () => {};

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./link.js").LinkListener} listener
   */
  constructor(api, listener) {
    super(api, listener);
    queueMicrotask(() => (listener.rooms().length === 0 ? this.opened() : this.topicsChanged()));
  }

  /** Asks anew, with the cursors, where the rooms are not those that were asked for. */
  topicsChanged() {
    const rooms = this.pick();
    const isSame = rooms.length === this.#asked.size && rooms.every((room) => this.#asked.has(room));
    if (!this.isClosed && !(isSame && this.#request)) {
      this.#stop();
      this.#asked = new Set(rooms);
      if (rooms.length > 0) {
        this.#run(rooms);
      }
    }
  }

  check() {
    this.#watchdog?.check();
  }

  close() {
    this.abort.abort();
    this.#stop();
  }

  #stop() {
    this.#cancelOpening();
    this.#watchdog?.stop();
    this.#watchdog = null;
    this.#request?.abort();
    this.#request = null;
  }

  /** @param {import("./room.js").Room[]} rooms */
  async #run(rooms) {
    const request = new AbortController();
    this.#request = request;
    this.#cancelOpening = this.api.env.later(OPEN_SECONDS, () => this.#end({ why: "the stream stays silent" }));
    try {
      const answer = await this.#ask(rooms, request.signal);
      await this.#read(answer, request.signal);
      request.signal.aborted || this.#end({ why: "the stream ended" });
    } catch (error) {
      if (!request.signal.aborted) {
        this.#request = null;
        this.#cancelOpening();
        (await this.sift(error, rooms)) ? this.topicsChanged() : this.#end(endOf(error));
      }
    }
  }

  /**
   * @param {import("./room.js").Room[]} rooms
   * @param {AbortSignal} signal
   */
  async #ask(rooms, signal) {
    const answer = await this.api.open("", { query: this.query(rooms), accept: "application/x-ndjson", signal });
    if (!answer.headers.get("Content-Type")?.startsWith("application/x-ndjson") || !answer.body) {
      throw new Error("the answer is no stream");
    }
    return answer.body;
  }

  /**
   * @param {ReadableStream<Uint8Array>} body
   * @param {AbortSignal} signal
   */
  async #read(body, signal) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) {
        return;
      }
      this.#watchdog?.heard();
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = /** @type {string} */ (lines.pop());
      if (rest.length > MAX_LINE) {
        throw new Error(`the limit is a line of ${MAX_LINE} characters`);
      }
      for (const line of lines) {
        if (line !== "" && !signal.aborted) {
          this.#take(JSON.parse(line));
        }
      }
    }
  }

  /** @param {any} frame */
  #take(frame) {
    if (frame.type === "welcome") {
      this.#cancelOpening();
      const silence = (frame.heartbeat ?? DEFAULT_HEARTBEAT_SECONDS) + LATE_SECONDS;
      const dead = () => this.#end({ why: "the stream fell silent" });
      this.#watchdog = new Watchdog(this.api.env, silence, dead, null);
      this.opened();
    }
    if (frame.type === "bye") {
      this.#end({ why: frame.reason, code: 1001, retryAfter: frame.retryAfter, isBusy: true });
    } else if (frame.type !== "pong") {
      this.listener.frame(frame);
    }
    // Rooms that came while it opened, and those that want another number of newest messages.
    if (frame.type === "welcome" || (frame.type === "subscribed" && [...this.#asked].every((r) => r.isListening))) {
      this.topicsChanged();
    }
  }

  /** @param {import("./link.js").LinkEnd} end */
  #end(end) {
    if (!this.isClosed) {
      this.close();
      this.listener.ended(end);
    }
  }
}
