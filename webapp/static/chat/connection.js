/** @typedef {import("./frames.js").Frame} Frame */

/**
 * @typedef {object} Listener
 * @property {() => string} address where to connect, asked before each attempt
 * @property {(frame: Frame) => void} frame a frame came
 * @property {(state: "connecting" | "open" | "waiting" | "refused", detail?: string | number) => void} state
 *   with the seconds until the next attempt, or the reason of the refusal
 */

const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 30;
const REFUSED = 1008;
const TOO_BIG = 1009;

/**
 * A WebSocket that comes back, after longer and longer pauses, unless the server refused.
 *
 * What was told in between is the business of the address: it holds a cursor.
 */
export class Connection {
  #listener;
  /** @type {WebSocket | null} */
  #socket = null;
  #isWelcome = false;
  #isUnanswered = false;
  #attempts = 0;
  #comeBackAfter = 0;
  #retry = 0;
  #heartbeat = 0;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
    addEventListener("online", () => this.#retry && this.open());
  }

  /** Connects, anew if need be. */
  open() {
    this.#leave();
    this.#listener.state("connecting");
    this.#socket = new WebSocket(this.#listener.address(), "madang.v1");
    this.#socket.onmessage = (event) => this.#read(event.data);
    this.#socket.onclose = (event) => this.#closed(event.code, event.reason);
  }

  /**
   * Sends a frame if the server listens; otherwise it is lost.
   *
   * @param {object} frame
   */
  send(frame) {
    if (this.#isWelcome) {
      this.#socket?.send(JSON.stringify(frame));
    }
  }

  /** @param {string} text one frame a line */
  #read(text) {
    this.#isUnanswered = false;
    for (const line of text.split("\n").filter(Boolean)) {
      const frame = JSON.parse(line);
      this.#note(frame);
      this.#listener.frame(frame);
    }
  }

  /** @param {Frame} frame */
  #note(frame) {
    if (frame.type === "welcome") {
      this.#isWelcome = true;
      this.#heartbeat = setInterval(() => this.#beat(), frame.heartbeat * 1000);
      this.#listener.state("open");
    } else if (frame.type === "subscribed") {
      this.#attempts = 0;
    } else if (frame.type === "bye" || (frame.type === "error" && frame.id === undefined)) {
      this.#comeBackAfter = frame.retryAfter ?? 0;
    }
  }

  /** A ping that got no answer until the next one is due means that nobody is there any more. */
  #beat() {
    if (this.#isUnanswered) {
      this.#closed(1006, "");
    } else {
      this.#isUnanswered = true;
      this.send({ type: "ping" });
    }
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #closed(code, reason) {
    this.#leave();
    if (code === REFUSED || code === TOO_BIG) {
      this.#listener.state("refused", reason);
      return;
    }
    const longest = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** this.#attempts++);
    const seconds = this.#comeBackAfter + longest * (0.5 + Math.random() / 2);
    this.#comeBackAfter = 0;
    this.#retry = setTimeout(() => this.open(), seconds * 1000);
    this.#listener.state("waiting", Math.ceil(seconds));
  }

  #leave() {
    clearTimeout(this.#retry);
    clearInterval(this.#heartbeat);
    this.#retry = 0;
    this.#isWelcome = false;
    this.#isUnanswered = false;
    if (this.#socket) {
      this.#socket.onmessage = null;
      this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }
  }
}
