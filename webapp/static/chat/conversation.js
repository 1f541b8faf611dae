import { read } from "./bodies.js";
import { isAfter, moved } from "./cursor.js";
import { LogWindow } from "./log-window.js";
import { Outcomes } from "./outcomes.js";
import { ReadMark } from "./read-mark.js";

/**
 * @typedef {import("../../client/madang.js").Message} Message
 * @typedef {import("./bodies.js").Said | import("./bodies.js").OfProgram} Content
 * @typedef {{cursor: string, message: Message, content: Content}} Saying
 * @typedef {{cursor: string, note: string}} Note nobody's message: a gap
 * @typedef {Saying | Note} Entry
 */

export const PAGE = 50;

/** A room's messages as a reader has them: what is at hand, what became of it, and what is new. */
export class Conversation {
  /** @type {LogWindow<Entry>} */
  window;
  outcomes = new Outcomes();
  mark = new ReadMark();
  /** Whether nothing is older than what is at hand. */
  hasBeginning = false;
  /** @type {string | null} the newest cursor heard of */
  head = null;
  /** @type {string | null} the oldest cursor at hand, of whatever message */
  #oldest = null;
  /** @type {string | null} */
  #newest = null;
  #readUpTo = "";

  /** @param {{maxShown?: number, maxAtHand?: number}} bounds */
  constructor({ maxShown = 240, maxAtHand = 2_000 } = {}) {
    this.window = new LogWindow({ maxShown, maxAtHand });
  }

  /**
   * Where reading starts: all up to here is history.
   *
   * @param {string} cursor
   * @param {string} readUpTo when one was last here; empty where that is not known
   */
  begin(cursor, readUpTo = "") {
    this.#readUpTo = readUpTo;
    this.head = cursor;
    this.#newest = cursor;
    this.#oldest = moved(cursor, 1);
    this.hasBeginning = false;
    this.window.clear();
  }

  /** The question for older messages; null before the beginning of reading. */
  get before() {
    if (this.window.hasForgottenOldest) {
      this.window.hasForgottenOldest = false;
      this.hasBeginning = false;
      this.#oldest = this.window.entries[0]?.cursor ?? this.#oldest;
    }
    return this.#oldest;
  }

  /** The question for the messages that follow those at hand. */
  get beforeNext() {
    const newest = this.window.isAtHead ? this.#newest : this.window.entries.at(-1)?.cursor;
    return newest ? moved(newest, PAGE + 1) : null;
  }

  /**
   * @param {Message[]} messages that have come, in their order
   * @param {{me: string | null, isSeen: boolean, follows: boolean}} reader
   * @returns {{entries: Saying[], changed: string[]}} what was said, and the cursors of what changed
   */
  hear(messages, { me, isSeen, follows }) {
    const taken = this.#take(messages);
    for (const { cursor, message } of taken.entries) {
      this.mark.heard(cursor, { isMine: message.user === me, isSeen });
    }
    this.head = messages.at(-1)?.cursor ?? this.head;
    this.#newest = this.window.isAtHead ? this.head : this.#newest;
    this.window.append(taken.entries, follows);
    return taken;
  }

  /**
   * @param {string} cursor
   * @param {string} text
   * @param {boolean} follows
   */
  note(cursor, text, follows) {
    this.head = cursor;
    this.window.append([{ cursor: `note ${cursor}`, note: text }], follows);
  }

  /**
   * A page of history that ends where what is at hand begins.
   *
   * @param {{messages: Message[], first: string}} page
   * @param {string | null} me
   */
  addOlder({ messages, first }, me = null) {
    const { entries, changed } = this.#take(messages);
    this.#oldest = messages[0]?.cursor ?? this.#oldest;
    this.hasBeginning = messages.length === 0 || messages[0].cursor === first;
    this.window.prepend(entries);
    const firstNew = entries.find(
      ({ cursor, message }) => message.user !== me && isAfter(cursor, this.#readUpTo),
    );
    this.mark.line = firstNew?.cursor ?? this.mark.line;
    return changed;
  }

  /**
   * A page of history that may begin before and end after what is at hand.
   *
   * @param {{messages: Message[], head: string}} page
   */
  addNewer({ messages, head }) {
    const last = this.window.entries.at(-1)?.cursor;
    const index = messages.findIndex(({ cursor }) => cursor === last);
    const { entries, changed } = this.#take(messages.slice(index + 1));
    this.window.resume(entries, messages.at(-1)?.cursor === head);
    this.#newest = messages.at(-1)?.cursor ?? this.#newest;
    this.head = head;
    return changed;
  }

  /** @param {Message[]} messages */
  #take(messages) {
    /** @type {Saying[]} */
    const entries = [];
    /** @type {string[]} */
    const changed = [];
    for (const message of messages) {
      const content = read(message.body);
      if (content.kind === "said" || content.kind === "program") {
        entries.push({ cursor: message.cursor, message, content });
      } else {
        this.outcomes.take(message, content);
        changed.push(content.of);
      }
    }
    return { entries, changed };
  }
}
