import { OPEN_SECONDS } from "./link.js";
import { MadangError } from "./madang-error.js";
import { Watchdog } from "./watchdog.js";

const SILENCE_SECONDS = 25;
const ACK_SECONDS = 15;
const MAX_WAITING_BYTES = 65_536;
const REFUSED = 1008;
const TOO_BIG = 1009;
/** With these a browser or a proxy tells that WebSockets do not work here. */
const FAULTS = [1002, 1005, 1006, 1015];

/** @typedef {{topic: string, id: string, done: (frame: any) => void, failed: (error: MadangError) => void}} Waiting */

/** Both directions over one WebSocket. */
export class WebSocketLink {
  #env;
  #listener;
  #socket;
  /** @type {Watchdog | null} */
  #watchdog = null;
  #cancelOpening;
  #retryAfter = 0;
  #why = "";
  #frameBytes = Infinity;
  /** @type {Map<string, import("./room.js").Room>} what was asked for, by name */
  #asked = new Map();
  /** @type {Waiting | null} the publish that is on its way */
  #waiting = null;

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./link.js").LinkListener} listener
   */
  constructor(api, listener) {
    this.#env = api.env;
    this.#listener = listener;
    this.#socket = new api.env.WebSocket(api.socketUrl(), "madang.v1");
    this.#socket.onmessage = (/** @type {{data: string}} */ event) => this.#read(event.data);
    this.#socket.onclose = (/** @type {any} */ event) => this.#closed(event.code, event.reason);
    this.#socket.onerror = () => {};
    this.#cancelOpening = api.env.later(OPEN_SECONDS, () => this.#closed(1006, "it stays silent"));
  }

  topicsChanged() {
    const rooms = new Map(this.#listener.rooms().map((room) => [room.name, room]));
    for (const [topic, room] of this.#asked) {
      if (rooms.get(topic) !== room) {
        this.#asked.delete(topic);
        this.#send({ type: "unsubscribe", topic });
      }
    }
    for (const [topic, { cursor, last, presence }] of rooms) {
      if (!this.#asked.has(topic)) {
        this.#asked.set(topic, /** @type {any} */ (rooms.get(topic)));
        this.#send({ type: "subscribe", topic, presence, ...(cursor ? { cursor } : { last }) });
      }
    }
  }

  /**
   * @param {import("./outbox.js").Publish} publish
   * @returns {Promise<import("./madang.js").Kept>}
   */
  publish({ topic, id, text }) {
    return new Promise((resolve, reject) => {
      const frame = `{"type":"publish","topic":${JSON.stringify(topic)},"id":${JSON.stringify(id)},"body":${text}}`;
      if (new TextEncoder().encode(frame).length > this.#frameBytes) {
        reject(new MadangError("too_large", `the limit is a frame of ${this.#frameBytes} bytes`, { id, topic }));
        return;
      }
      const cancel = this.#env.later(ACK_SECONDS, () =>
        this.#settle((waiting) => waiting.failed(new MadangError("unavailable", "no answer", { id, topic }))),
      );
      const done = (/** @type {any} */ kept) => (cancel(), resolve(kept));
      const failed = (/** @type {MadangError} */ error) => (cancel(), reject(error));
      this.#waiting = { topic, id, done, failed };
      this.#socket.send(frame);
    });
  }

  /**
   * @param {string} topic
   * @param {string} body
   */
  async signal(topic, body) {
    if (!(this.#socket.bufferedAmount > MAX_WAITING_BYTES)) {
      this.#socket.send(`{"type":"signal","topic":${JSON.stringify(topic)},"body":${body}}`);
    }
  }

  check() {
    this.#watchdog?.check();
  }

  close() {
    this.#cancelOpening();
    this.#watchdog?.stop();
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#settle((waiting) => waiting.failed(new MadangError("unavailable", "the connection ended")));
  }

  /** @param {object} frame */
  #send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  /** @param {string} text one frame a line */
  #read(text) {
    this.#watchdog?.heard();
    for (const line of text.split("\n")) {
      // A handler of the page may close the link between two lines.
      if (line !== "" && this.#socket.onmessage) {
        const frame = parsed(line);
        frame ? this.#take(frame) : this.#closed(1006, "a frame is no JSON");
      }
    }
  }

  /** @param {any} frame */
  #take(frame) {
    const isAnswer = frame.id !== undefined && frame.id === this.#waiting?.id && frame.topic === this.#waiting?.topic;
    if (frame.type === "welcome") {
      this.#open(frame);
    } else if (frame.type === "bye") {
      this.#retryAfter = frame.retryAfter ?? 0;
      this.#closed(1001, frame.reason);
    } else if (frame.type === "ack") {
      isAnswer && this.#settle((waiting) => waiting.done(frame));
    } else if (frame.type === "error" && frame.id !== undefined) {
      isAnswer && this.#settle((waiting) => waiting.failed(MadangError.of(frame)));
    } else if (frame.type !== "pong") {
      this.#noteError(frame);
      this.#listener.frame(frame);
    }
  }

  /** @param {any} frame */
  #open(frame) {
    this.#cancelOpening();
    this.#frameBytes = frame.limits?.frame ?? Infinity;
    const dead = () => this.#closed(1006, "it fell silent");
    this.#watchdog = new Watchdog(this.#env, SILENCE_SECONDS, dead, () => this.#send({ type: "ping" }));
    this.#listener.opened();
    this.#listener.frame(frame);
    this.topicsChanged();
  }

  /** @param {any} frame of type error: it may say why the server will close, and for how long */
  #noteError(frame) {
    if (frame.type === "error" && frame.topic === undefined) {
      this.#retryAfter = frame.retryAfter ?? this.#retryAfter;
      this.#why = frame.detail;
    } else if (frame.type === "error" && MadangError.of(frame).isPassing) {
      this.#askLater(frame.topic, frame.retryAfter);
    }
  }

  /**
   * @param {string} topic that the server cannot give now
   * @param {number} [seconds]
   */
  #askLater(topic, seconds = 0) {
    const room = this.#asked.get(topic);
    if (room && !room.isListening) {
      this.#env.later(seconds + 1 + this.#env.random(), () => {
        if (this.#socket.onmessage && this.#asked.get(topic) === room && !room.isListening) {
          this.#asked.delete(topic);
          this.topicsChanged();
        }
      });
    }
  }

  /** @param {(waiting: Waiting) => void} end */
  #settle(end) {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting && end(waiting);
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #closed(code, reason) {
    const why = reason || this.#why || `closed with ${code}`;
    if (code === TOO_BIG) {
      this.#settle((waiting) => waiting.failed(new MadangError("too_large", why)));
    }
    const isBusy = !FAULTS.includes(code);
    this.close();
    this.#listener.ended({ why, code, retryAfter: this.#retryAfter, isBusy, isFinal: code === REFUSED });
  }
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
