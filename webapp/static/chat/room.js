import { Connection } from "./connection.js";
import { Outbox } from "./outbox.js";

/**
 * @typedef {object} View
 * @property {import("./message-log.js").MessageLog} log
 * @property {import("./roster.js").Roster} roster
 * @property {import("./words.js").Words} words
 * @property {(text: string) => void} tell what went wrong
 * @property {(state: string, text: string) => void} state how the connection is
 */

const NEWEST = 50;
const STANDARD_FRAME_BYTES = 65_536;
const COMES_LATER = ["rate_limited", "unavailable"];

/** One reader's place in one room: what it heard, up to where, and what it says. */
export class Room {
  #events;
  #topic;
  #guest;
  #view;
  #connection;
  #outbox;
  #cursor = "";
  #me = "";
  #maxBytes = STANDARD_FRAME_BYTES;

  /**
   * @param {{events: string, topic: string}} address
   * @param {import("./guest.js").Guest} guest
   * @param {View} view
   */
  constructor({ events, topic }, guest, view) {
    this.#events = events;
    this.#topic = topic;
    this.#guest = guest;
    this.#view = view;
    this.#connection = new Connection({
      address: () => this.#address(),
      frame: (frame) => this.#hear(frame),
      state: (state, detail) => view.state(state, view.words.say(state, detail)),
    });
    this.#outbox = new Outbox(topic, (frame) => this.#connection.send(frame));
  }

  /** Comes in, or comes in again under a new name. */
  enter() {
    this.#connection.open();
  }

  /**
   * @param {string} text
   * @returns whether it will be sent
   */
  say(text) {
    if (this.#outbox.bytes(text) > this.#maxBytes) {
      this.#view.tell(this.#view.words.say("too_large"));
      return false;
    }
    if (this.#outbox.isFull) {
      this.#view.tell(this.#view.words.say("unavailable"));
      return false;
    }
    this.#view.log.addDraft(this.#outbox.add(text), text);
    return true;
  }

  #address() {
    const url = new URL(this.#events, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.search = Object.entries({
      topic: this.#cursor ? `${this.#topic}@${this.#cursor}` : this.#topic,
      last: String(NEWEST),
      presence: "true",
      name: this.#guest.name,
      client: this.#guest.client,
    })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&");
    return url.href;
  }

  /** @param {import("./frames.js").Frame} frame */
  #hear(frame) {
    const { log, roster, words } = this.#view;
    switch (frame.type) {
      case "welcome":
        this.#me = frame.user;
        this.#maxBytes = frame.limits.frame;
        this.#outbox.sendAll();
        break;
      case "subscribed":
        this.#cursor = frame.cursor;
        log.beQuiet();
        break;
      case "message":
        this.#cursor = frame.cursor;
        this.#heard(frame, frame.user === this.#me);
        break;
      case "ack":
        this.#outbox.drop(frame.id);
        log.markDraft(frame.id, "sent");
        break;
      case "gap":
        this.#cursor = frame.cursor;
        log.note(words.say(frame.reason));
        break;
      case "presence":
        roster.apply(frame, this.#me);
        break;
      case "error":
        this.#failed(frame);
        break;
    }
  }

  /**
   * One's own message is kept once it is heard, even where the ack was lost.
   *
   * @param {import("./frames.js").Message} message
   * @param {boolean} isMine
   */
  #heard(message, isMine) {
    if (isMine) {
      this.#outbox.drop(message.id);
    }
    this.#view.log.add(message, isMine);
  }

  /** @param {import("./frames.js").Failure} failure */
  #failed({ code, detail, id, retryAfter }) {
    const { log, words, tell } = this.#view;
    tell(words.has(code) ? words.say(code) : detail);
    if (id !== undefined && COMES_LATER.includes(code)) {
      this.#outbox.rest(retryAfter ?? 1);
    } else if (id !== undefined) {
      this.#outbox.drop(id);
      log.markDraft(id, "unsent");
    }
  }
}
