import { randomText } from "../site/random-text.js";
import { read } from "./bodies.js";
import { isAfter } from "./cursor.js";

/**
 * @typedef {import("../../client/madang.js").Message} Message
 * @typedef {import("../../client/madang.js").Room} Topic
 * @typedef {import("./conversation.js").Saying} Saying
 *
 * @typedef {object} View
 * @property {import("./message-log.js").MessageLog} log
 * @property {import("./drafts.js").Drafts} drafts
 * @property {import("./announcer.js").Announcer} announcer
 * @property {(error: unknown) => void} failed
 * @property {() => void} marked when what is unread, or read, has changed
 */

const FRAME_BYTES = 65_536;

/** One reader in one room: what comes goes into the conversation, what is said goes out. */
export class ChatRoom {
  #madang;
  #topic;
  #conversation;
  #view;
  /** @type {string | null} */
  #me = null;

  /**
   * @param {import("../../client/madang.js").Madang} madang
   * @param {Topic} topic
   * @param {import("./conversation.js").Conversation} conversation
   * @param {View} view
   */
  constructor(madang, topic, conversation, view) {
    this.#madang = madang;
    this.#topic = topic;
    this.#conversation = conversation;
    this.#view = view;
    topic.onmessage = (message) => this.#hear(message);
  }

  /** One's own public id; where no transport told it, it is known from one's first message. */
  get me() {
    return this.#madang.user ?? this.#me;
  }

  /** Whether the reader has the newest messages before the eyes. */
  get isSeeing() {
    return this.#view.log.follows && !document.hidden;
  }

  /** What a reload left unsent is on its way already; it is shown like what is said now. */
  resume() {
    for (const { topic, id, body, kept } of this.#madang.unsent) {
      if (topic === this.#topic.name) {
        this.#show(id, body);
        void this.#settle(id, body, kept);
      }
    }
  }

  /**
   * @param {object} body
   * @param {string} id
   * @returns whether it is on its way
   */
  say(body, id = randomText()) {
    if (this.#isTooLarge(body)) {
      this.#view.failed({ code: "too_large" });
      return false;
    }
    this.#show(id, body);
    void this.#settle(id, body, this.#topic.publish(body, { id }));
    this.#view.log.toEnd();
    return true;
  }

  /**
   * Edits, deletes or reacts: the outcome is shown when it has come back.
   *
   * @param {object} body
   * @returns whether it is on its way
   */
  change(body) {
    if (this.#isTooLarge(body)) {
      this.#view.failed({ code: "too_large" });
      return false;
    }
    this.#topic.publish(body).catch(this.#view.failed);
    return true;
  }

  /**
   * @param {string} cursor
   * @param {string} emoji
   */
  react(cursor, emoji) {
    const { reactions } = this.#conversation.outcomes.of(cursor, "");
    const people = reactions.find((reaction) => reaction.emoji === emoji)?.people ?? [];
    this.change({ react: cursor, emoji, on: !people.some(({ user }) => user === this.me) });
  }

  /**
   * A message at hand, with its text as it stands; null where it is deleted or not at hand.
   *
   * @param {string} cursor
   */
  find(cursor) {
    const saying = this.#conversation.window.entries.find((entry) => entry.cursor === cursor);
    return saying && "message" in saying ? this.#state(saying) : null;
  }

  /** The last thing that one said and that is not deleted. */
  get lastOwn() {
    for (const entry of this.#conversation.window.entries.slice().reverse()) {
      const state = "message" in entry && entry.message.user === this.me ? this.#state(entry) : null;
      if (state?.canEdit) {
        return { cursor: entry.cursor, text: state.text };
      }
    }
    return null;
  }

  /** @param {Saying} saying */
  #state({ cursor, message, content }) {
    const { isDeleted, text } = this.#conversation.outcomes.of(cursor, message.user);
    const isMine = message.user === this.me;
    return {
      text: text ?? content.text,
      author: { user: message.user, name: message.name },
      isMine,
      isDeleted,
      canEdit: isMine && !isDeleted && content.kind === "said",
    };
  }

  /** @param {Message} message */
  #hear(message) {
    const { log, drafts, announcer } = this.#view;
    const reader = { me: this.me, isSeen: this.isSeeing, follows: log.follows };
    const { entries, changed } = this.#conversation.hear([message], reader);
    drafts.remove(message.id);
    if (message.user !== this.me) {
      entries.forEach((saying) => announcer.tell(saying));
    }
    log.refresh(changed);
    this.#view.marked();
  }

  /**
   * @param {string} id
   * @param {any} body
   */
  #show(id, body) {
    const content = read(body);
    if (content.kind === "said" || content.kind === "program") {
      const author = { user: this.me ?? "", name: this.#madang.name ?? "" };
      this.#view.drafts.add(id, body, content, author);
    }
  }

  /**
   * @param {string} id
   * @param {object} body
   * @param {Promise<import("../../client/madang.js").Kept>} kept
   */
  async #settle(id, body, kept) {
    try {
      const { cursor } = await kept;
      this.#sent(id, cursor);
      this.#learn(cursor);
    } catch (error) {
      this.#view.drafts.failed(id, body);
      this.#view.failed(error);
    }
  }

  /**
   * The log shows it when it comes; what was kept before reading started is in the history, and does not come.
   *
   * @param {string} id
   * @param {string} cursor
   */
  #sent(id, cursor) {
    const { head } = this.#conversation;
    if (head !== null && isAfter(cursor, head)) {
      this.#view.drafts.sent(id);
    } else {
      this.#view.drafts.remove(id);
    }
  }

  /** @param {string} cursor of a message of one's own */
  #learn(cursor) {
    const entry = this.#conversation.window.entries.find((other) => other.cursor === cursor);
    if (this.me === null && entry && "message" in entry) {
      this.#me = entry.message.user;
      this.#view.log.refreshAll();
    }
  }

  /** @param {object} body */
  #isTooLarge(body) {
    const frame = { type: "publish", topic: this.#topic.name, id: randomText(), body };
    const bytes = new TextEncoder().encode(JSON.stringify(frame)).length;
    return bytes > (this.#madang.limits?.frame ?? FRAME_BYTES);
  }
}
