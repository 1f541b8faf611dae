import { randomText } from "../site/random-text.js";

const DECISIONS = "madang.access/log";
const MINUTE_MILLIS = 60_000;

/** @typedef {"mute" | "unmute" | "muteAll" | "unmuteAll" | "ban" | "unban"} Act */

/** What takes a decision back. */
const OPPOSITES = /** @type {Record<Act, Act>} */ ({
  mute: "unmute",
  unmute: "mute",
  muteAll: "unmuteAll",
  unmuteAll: "muteAll",
  ban: "unban",
  unban: "ban",
});

/** What one may decide in a room, as the server says, and deciding it. */
export class Access {
  mayModerate = false;
  mayBan = false;
  mayChange = false;
  isPrivate = false;
  owner = "";
  /** @type {string[]} */
  members = [];
  #path;
  #topic;
  #client;

  /**
   * @param {string} path of the topics
   * @param {string} topic
   * @param {string} client
   */
  constructor(path, topic, client) {
    this.#path = path;
    this.#topic = topic;
    this.#client = client;
  }

  /** Asks the server; nothing may be decided where it does not answer. */
  async load() {
    const answer = await this.#call("GET", this.#topic, "access").catch(() => null);
    const { may, owner, members, private: isPrivate } = (await answer?.json().catch(() => null)) ?? {};
    this.mayModerate = may?.moderate === true;
    this.mayBan = may?.ban === true;
    this.mayChange = may?.change === true;
    this.isPrivate = isPrivate === true;
    this.owner = typeof owner === "string" ? owner : "";
    this.members = Array.isArray(members) ? members.map(String) : [];
  }

  /**
   * @param {boolean} isPrivate
   * @param {string[]} members
   */
  async change(isPrivate, members) {
    await this.#call("PUT", this.#topic, "access", { private: isPrivate, members });
    await this.load();
  }

  /**
   * @param {Act} act
   * @param {string} user
   * @param {number} minutes 0 for without an end
   * @returns when it ends, or null
   */
  async decide(act, user, minutes) {
    const until = minutes > 0 ? new Date(Date.now() + minutes * MINUTE_MILLIS) : null;
    const isHere = act === "mute" || act === "unmute";
    const body = {
      do: act.replace("All", ""),
      user,
      ...(isHere && { topic: this.#topic }),
      ...(until && !act.startsWith("un") && { until: until.toISOString() }),
    };
    await this.#call("POST", DECISIONS, "messages", { id: randomText(), body });
    return until;
  }

  /** @param {Act} act */
  opposite(act) {
    return OPPOSITES[act];
  }

  /**
   * @param {string} method
   * @param {string} topic
   * @param {string} what
   * @param {object} [body]
   */
  async #call(method, topic, what, body) {
    const path = topic.split("/").map(encodeURIComponent).join("/");
    const answer = await fetch(`${this.#path}${path}/${what}`, {
      method,
      headers: { "Madang-Client": this.#client, ...(body && { "Content-Type": "application/json" }) },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw await answer.json().catch(() => ({ code: "internal" }));
    }
    return answer;
  }
}
