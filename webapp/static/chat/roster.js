import { element } from "../site/dom.js";

/** @typedef {import("../../client/madang.js").Person} Person */

const MAX_SHOWN = 100;

/** Who is here, oneself first. */
export class Roster {
  #place;
  #words;
  #came;
  /** @type {Map<string, string>} names by user */
  #people = new Map();

  /**
   * @param {{list: HTMLElement, count: HTMLElement, title: HTMLElement}} place
   * @param {import("../site/words.js").Words} words
   * @param {(word: "joined" | "left", person: Person) => void} came when somebody comes or goes
   */
  constructor(place, words, came) {
    this.#place = place;
    this.#words = words;
    this.#came = came;
  }

  /**
   * @param {import("../../client/madang.js").Presence} change the whole roster, or who came and went
   * @param {string | null} me
   */
  apply({ online, join = [], leave = [] }, me) {
    if (online) {
      this.#people.clear();
      online.forEach(({ user, name }) => this.#people.set(user, name));
    }
    for (const person of leave) {
      if (this.#people.delete(person.user) && !join.some(({ user }) => user === person.user)) {
        this.#came("left", person);
      }
    }
    for (const person of join) {
      const isNew = !this.#people.has(person.user);
      this.#people.set(person.user, person.name);
      if (isNew && person.user !== me && !leave.some(({ user }) => user === person.user)) {
        this.#came("joined", person);
      }
    }
    this.#show(me);
  }

  /** @param {string | null} me */
  #show(me) {
    const names = new Intl.Collator(document.documentElement.lang);
    const people = [...this.#people].sort(
      ([a, nameOfA], [b, nameOfB]) =>
        Number(b === me) - Number(a === me) || names.compare(nameOfA, nameOfB),
    );
    const rows = people.slice(0, MAX_SHOWN).map(([user, name]) => this.#row(name, user === me));
    if (people.length > MAX_SHOWN) {
      rows.push(element("li", "more", this.#words.say("more", people.length - MAX_SHOWN)));
    }
    this.#place.list.replaceChildren(...rows);
    this.#place.title.textContent = this.#words.say("here", people.length);
    this.#place.count.textContent = String(people.length);
  }

  /**
   * @param {string} name
   * @param {boolean} isMe
   */
  #row(name, isMe) {
    const row = element("li", isMe ? "me" : "", element("bdi", "", name));
    if (isMe) {
      row.append(element("small", "", this.#words.say("you")));
    }
    return row;
  }
}
