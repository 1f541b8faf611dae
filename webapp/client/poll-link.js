import { HttpLink } from "./http-link.js";
import { endOf } from "./link.js";

const WAIT_SECONDS = 25;
/** What follows an answer that came too soon: something on the way does not let questions wait. */
const REST_SECONDS = 1;
/** An answer as long as this is one of several. */
const LONG_ANSWER = 30_000;

/** One question after the other; each waits for news, or comes some seconds after the last. */
export class PollLink extends HttpLink {
  #pauseSeconds;
  /** @type {AbortController} of the question, or of the pause before the next */
  #turn = new AbortController();

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./link.js").LinkListener} listener
   * @param {number} pauseSeconds between two polls, 0 for long polls
   */
  constructor(api, listener, pauseSeconds) {
    super(api, listener);
    this.#pauseSeconds = pauseSeconds;
    queueMicrotask(() => this.#run());
  }

  /** A poll stands alone: the one that waits is given up, and asked anew. */
  topicsChanged() {
    this.#turn.abort();
  }

  check() {
    this.#turn.abort();
  }

  close() {
    this.abort.abort();
    this.#turn.abort();
  }

  async #run() {
    while (!this.isClosed) {
      this.#turn = new AbortController();
      const rooms = this.pick();
      try {
        await this.#pause(rooms.length === 0 ? this.#idle() : await this.#ask(rooms));
      } catch (error) {
        if (!this.#turn.signal.aborted && !(await this.sift(error, rooms)) && !this.isClosed) {
          this.close();
          this.listener.ended(endOf(error));
        }
      }
    }
  }

  #idle() {
    this.opened();
    return Infinity;
  }

  /**
   * @param {import("./room.js").Room[]} rooms
   * @returns {Promise<number>} seconds until the next question
   */
  async #ask(rooms) {
    const isNew = rooms.some((room) => !room.isListening || room.cursor === null);
    const wait = this.#pauseSeconds === 0 && !isNew ? WAIT_SECONDS : 0;
    const asked = this.api.env.now();
    const { cursors, frames } = await this.poll(rooms, wait, this.#turn.signal);
    this.opened();
    for (const frame of frames) {
      if (this.isClosed) {
        return 0;
      }
      this.listener.frame(frame);
    }
    rooms.forEach((room) => this.positions.set(room, cursors[room.name]));
    if (this.pick().length > rooms.length || JSON.stringify(frames).length > LONG_ANSWER) {
      return 0;
    }
    const isHasty = wait > 0 && frames.length === 0 && this.api.env.now() - asked < REST_SECONDS * 1000;
    return isHasty ? REST_SECONDS : this.#pauseSeconds;
  }

  /** @param {number} seconds Infinity until the topics change */
  #pause(seconds) {
    const { signal } = this.#turn;
    return new Promise((resolve) => {
      if (seconds === 0 || signal.aborted) {
        resolve(null);
      } else {
        const cancel = seconds === Infinity ? () => {} : this.api.env.later(seconds, () => resolve(null));
        signal.addEventListener("abort", () => (cancel(), resolve(null)));
      }
    });
  }
}
