import { Api } from "./api.js";
import { before, plain } from "./cursor.js";
import { MadangError } from "./madang-error.js";

/** @typedef {import("./room.js").Room} Room */

const LATE_SECONDS = 8;

/** What streams and polls share: what to ask for, and writing by POST. */
export class HttpLink {
  /**
   * @param {Api} api
   * @param {import("./link.js").LinkListener} listener
   */
  constructor(api, listener) {
    this.api = api;
    this.listener = listener;
    this.abort = new AbortController();
    this.isOpen = false;
    /** @type {WeakMap<Room, string>} what the last answer gave to be sent back as it is */
    this.positions = new WeakMap();
  }

  /** It works. */
  opened() {
    if (!this.isOpen && !this.isClosed) {
      this.isOpen = true;
      this.listener.opened();
    }
  }

  get isClosed() {
    return this.abort.signal.aborted;
  }

  /**
   * @param {import("./outbox.js").Publish} publish
   * @returns {Promise<import("./madang.js").Kept>}
   */
  publish({ topic, id, text }) {
    const body = `{"id":${JSON.stringify(id)},"body":${text}}`;
    return this.api.json(Api.path(topic, "/messages"), { method: "POST", body });
  }

  /**
   * @param {string} topic
   * @param {string} body
   */
  signal(topic, body) {
    return this.api.json(Api.path(topic, "/signals"), { method: "POST", body: `{"body":${body}}` });
  }

  /** The rooms that one request can carry: it says only once how many messages new ones want. */
  pick() {
    const rooms = this.listener.rooms();
    const last = rooms.find((room) => room.cursor === null)?.last;
    return rooms.filter((room) => room.cursor !== null || room.last === last);
  }

  /**
   * @param {Room[]} rooms
   * @returns {[string, string][]}
   */
  query(rooms) {
    /** @type {[string, string][]} */
    const query = rooms.map((room) => {
      const position = this.positions.get(room);
      const cursor = position !== undefined && plain(position) === room.cursor ? position : room.cursor;
      return ["topic", cursor === null ? room.name : `${room.name}@${cursor}`];
    });
    const last = rooms.find((room) => room.cursor === null)?.last;
    if (last) {
      query.push(["last", String(last)]);
    }
    if (rooms.some((room) => room.presence)) {
      query.push(["presence", "true"]);
    }
    return query;
  }

  /**
   * Polls, and gives the frames of the answer, with those before them that only the other transports have.
   *
   * @param {Room[]} rooms
   * @param {number} wait seconds, 0 for none
   * @param {AbortSignal} signal
   */
  async poll(rooms, wait, signal) {
    const query = this.query(rooms);
    if (wait > 0) {
      query.push(["wait", String(wait)]);
    }
    const { cursors, events } = await this.api.json("", { query, signal, seconds: wait + LATE_SECONDS });
    const starts = rooms
      .filter((room) => !room.isListening || room.cursor === null)
      .map((room) => {
        const first = events.find((/** @type {any} */ e) => e.topic === room.name && e.cursor);
        const start = first?.type === "message" ? before(first.cursor) : plain(first?.cursor ?? cursors[room.name]);
        const recovered = first?.type !== "gap";
        return { type: "subscribed", topic: room.name, cursor: room.cursor ?? start, recovered };
      });
    return { cursors, frames: [...starts, ...events] };
  }

  /**
   * A request with a topic that may not be read is refused whole: finds out which it is.
   *
   * @param {any} error why it was refused
   * @param {Room[]} rooms
   * @returns {Promise<boolean>} whether one was found, and told
   */
  async sift(error, rooms) {
    if (!isRefusal(error)) {
      return false;
    }
    let isFound = false;
    for (const room of rooms) {
      const topic = room.cursor === null ? room.name : `${room.name}@${room.cursor}`;
      try {
        await this.api.json("", { query: [["topic", topic]], signal: this.abort.signal });
      } catch (refusal) {
        if (isRefusal(refusal) && !this.isClosed) {
          isFound = true;
          this.opened();
          const { code, detail } = /** @type {MadangError} */ (refusal);
          this.listener.frame({ type: "error", topic: room.name, code, detail });
        }
      }
    }
    return isFound;
  }
}

/** @param {any} error */
function isRefusal(error) {
  return error instanceof MadangError && error.isAnswer && !error.isPassing && error.code !== "internal";
}
