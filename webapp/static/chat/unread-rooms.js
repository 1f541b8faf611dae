import { copy, part } from "../site/dom.js";
import { keep, kept } from "../site/keep.js";
import { isWorthReading } from "./bodies.js";
import { parseVisited, withVisited } from "./visited-rooms.js";

const KEY = "madang.rooms";
const MAX_COUNTED = 99;
const WRITE_MILLIS = 500;

/** The rooms that one was in, in the list of rooms, with the number of messages that came since. */
export class UnreadRooms {
  #place;
  #words;
  #changed;
  /** @type {Map<string, number>} by topic */
  #counts = new Map();
  /** @type {import("./visited-rooms.js").Visited | null} */
  #last = null;
  #writing = 0;

  /**
   * @param {{list: HTMLElement, template: HTMLTemplateElement, path: string}} place
   * @param {import("../site/words.js").Words} words
   * @param {(total: number) => void} changed
   */
  constructor(place, words, changed) {
    this.#place = place;
    this.#words = words;
    this.#changed = changed;
    addEventListener("pagehide", () => this.#write());
  }

  get hasVisited() {
    return parseVisited(kept(KEY)).length > 0;
  }

  /**
   * Counts in all rooms visited but the one that is open.
   *
   * @param {import("../../client/madang.js").Madang} madang
   * @param {string} current
   */
  follow(madang, current) {
    for (const { topic, cursor } of parseVisited(kept(KEY)).filter((room) => room.topic !== current)) {
      this.#item(topic);
      const room = madang.topic(topic, { cursor });
      room.onmessage = ({ user, body }) => {
        if (user !== madang.user && isWorthReading(body)) {
          this.#count(topic, room);
        }
      };
    }
  }

  /**
   * Up to where a room was read when one was last there; empty for a room that one does not know.
   *
   * @param {string} topic
   */
  readUpTo(topic) {
    return parseVisited(kept(KEY)).find((room) => room.topic === topic)?.cursor ?? "";
  }

  /**
   * @param {string} topic
   * @param {string} cursor
   */
  read(topic, cursor) {
    if (cursor !== this.#last?.cursor) {
      this.#last = { topic, cursor };
      this.#writing ||= window.setTimeout(() => this.#write(), WRITE_MILLIS);
    }
  }

  #write() {
    clearTimeout(this.#writing);
    this.#writing = 0;
    if (this.#last) {
      keep(KEY, JSON.stringify(withVisited(parseVisited(kept(KEY)), this.#last)));
    }
  }

  /**
   * @param {string} topic
   * @param {import("../../client/madang.js").Room} room
   */
  #count(topic, room) {
    const count = (this.#counts.get(topic) ?? 0) + 1;
    this.#counts.set(topic, count);
    const isMany = count > MAX_COUNTED;
    if (isMany) {
      room.leave();
    }
    const badge = part(this.#item(topic), ".badge");
    badge.hidden = false;
    badge.textContent = isMany ? `${MAX_COUNTED}+` : String(count);
    badge.setAttribute("role", "img");
    badge.ariaLabel = isMany ? this.#words.say("unreadMany", MAX_COUNTED) : this.#words.say("unread", count);
    this.#changed([...this.#counts.values()].reduce((sum, one) => sum + one, 0));
  }

  /** @param {string} topic */
  #item(topic) {
    const items = /** @type {HTMLElement[]} */ ([...this.#place.list.children]);
    const known = items.find((item) => item.dataset.topic === topic);
    if (known) {
      return known;
    }
    const name = topic.slice(topic.indexOf("/") + 1);
    const item = copy(this.#place.template);
    item.dataset.topic = topic;
    part(item, ".room-name").textContent = name;
    const link = /** @type {HTMLAnchorElement} */ (part(item, "a"));
    link.href = this.#place.path + name.split("/").map(encodeURIComponent).join("/");
    this.#place.list.append(item);
    return item;
  }
}
