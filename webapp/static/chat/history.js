import { PAGE } from "./conversation.js";

const PAUSE_MILLIS = 2_000;

/** Fetches pages of history as the reader comes near an end of what is at hand; one at a time. */
export class History {
  #topic;
  #conversation;
  #log;
  #older;
  #isLoading = false;
  #retry = 0;

  /**
   * @param {import("../../client/madang.js").Room} topic
   * @param {import("./conversation.js").Conversation} conversation
   * @param {import("./message-log.js").MessageLog} log
   * @param {{older: HTMLElement, beginning: HTMLElement}} lines that tell where one is
   */
  constructor(topic, conversation, log, lines) {
    this.#topic = topic;
    this.#conversation = conversation;
    this.#log = log;
    this.#older = lines;
  }

  /** Shows more, from what is at hand or from the server, where the reader is near an end. */
  look() {
    const { window, hasBeginning, before } = this.#conversation;
    if (before === null || this.#isLoading) {
      return;
    }
    if (this.#log.isNearOldest && window.hasOlder) {
      this.#log.showOlder();
    } else if (this.#log.isNearOldest && !hasBeginning) {
      void this.#load(() => this.#loadOlder(before));
    } else if (!this.#log.follows && this.#log.isNearNewest) {
      this.#lookOn();
    }
    this.#older.beginning.hidden = !this.#conversation.hasBeginning || window.hasOlder || window.entries.length === 0;
  }

  /** The newest messages, where they are not at hand any more. */
  async toEnd() {
    const { head, window } = this.#conversation;
    if (!window.isAtHead && head !== null) {
      this.#conversation.begin(head);
      this.#log.toEnd();
      this.look();
    } else {
      this.#log.toEnd();
    }
  }

  #lookOn() {
    const { window, beforeNext } = this.#conversation;
    if (window.hasNewer) {
      this.#log.showNewer();
    } else if (!window.isAtHead && beforeNext !== null) {
      void this.#load(() => this.#loadNewer(beforeNext));
    }
  }

  /** @param {string} before */
  async #loadOlder(before) {
    this.#older.older.hidden = this.#conversation.window.entries.length === 0;
    const page = await this.#topic.history({ before, limit: PAGE }).catch(orNothing);
    if (this.#conversation.before === before) {
      this.#log.refresh(this.#conversation.addOlder(page, this.#log.me));
      this.#log.showOlder();
    }
  }

  /** @param {string} before */
  async #loadNewer(before) {
    const page = await this.#topic.history({ before, limit: PAGE });
    if (this.#conversation.beforeNext === before) {
      this.#log.refresh(this.#conversation.addNewer(page));
      this.#log.showNewer();
    }
  }

  /** @param {() => Promise<void>} load */
  async #load(load) {
    this.#isLoading = true;
    clearTimeout(this.#retry);
    try {
      await load();
      this.#isLoading = false;
    } catch {
      this.#retry = window.setTimeout(() => {
        this.#isLoading = false;
        this.look();
      }, PAUSE_MILLIS);
    }
    this.#older.older.hidden = true;
  }
}

/**
 * A log whose epoch is gone has nothing older.
 *
 * @param {any} error
 * @returns {import("../../client/madang.js").History}
 */
function orNothing(error) {
  if (error?.code === "not_found") {
    return { messages: [], first: "", head: "" };
  }
  throw error;
}
