import { copy, element } from "../site/dom.js";

/** @typedef {import("../../client/madang.js").Person} Person */

const MAX_SHOWN = 100;

/** Who is here, oneself first. */
export class Roster {
  #place;
  #words;
  #came;
  #mayModerate;
  #moderate;
  /** @type {Map<string, string>} names by user */
  #people = new Map();

  /**
   * @param {{list: HTMLElement, count: HTMLElement, title: HTMLElement, action: HTMLTemplateElement}} place
   * @param {import("../site/words.js").Words} words
   * @param {{came: (word: "joined" | "left", person: Person) => void, mayModerate: () => boolean, moderate: (person: Person) => void}} acts
   */
  constructor(place, words, { came, mayModerate, moderate }) {
    this.#place = place;
    this.#words = words;
    this.#came = came;
    this.#mayModerate = mayModerate;
    this.#moderate = moderate;
  }

  /** Who is here. */
  get people() {
    return [...this.#people].map(([user, name]) => ({ user, name }));
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
    this.show(me);
  }

  /** @param {string | null} me */
  show(me) {
    const names = new Intl.Collator(document.documentElement.lang);
    const people = [...this.#people].sort(
      ([a, nameOfA], [b, nameOfB]) =>
        Number(b === me) - Number(a === me) || names.compare(nameOfA, nameOfB),
    );
    const rows = people.slice(0, MAX_SHOWN).map(([user, name]) => this.#row({ user, name }, user === me));
    if (people.length > MAX_SHOWN) {
      rows.push(element("li", "more", this.#words.say("more", people.length - MAX_SHOWN)));
    }
    this.#place.list.replaceChildren(...rows);
    this.#place.title.textContent = this.#words.say("here", people.length);
    this.#place.count.textContent = String(people.length);
  }

  /**
   * @param {Person} person
   * @param {boolean} isMe
   */
  #row(person, isMe) {
    const row = element("li", isMe ? "me" : "", element("bdi", "", person.name));
    if (isMe) {
      row.append(element("small", "", this.#words.say("you")));
    } else if (this.#mayModerate()) {
      const button = copy(this.#place.action);
      button.setAttribute("aria-label", `${button.title}: ${person.name}`);
      button.addEventListener("click", () => this.#moderate(person));
      row.append(button);
    }
    return row;
  }
}
