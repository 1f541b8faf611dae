/** @typedef {import("./frames.js").Person} Person */

const MAX_SHOWN = 100;

/** Who is here, oneself first. */
export class Roster {
  #list;
  #count;
  #words;
  /** @type {Map<string, string>} names by user */
  #people = new Map();

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} count
   * @param {import("./words.js").Words} words
   */
  constructor(list, count, words) {
    this.#list = list;
    this.#count = count;
    this.#words = words;
  }

  /**
   * @param {import("./frames.js").Presence} change the whole roster, or who came and went
   * @param {string} me
   */
  apply(change, me) {
    if (change.online) {
      this.#people.clear();
    }
    change.leave?.forEach((person) => this.#people.delete(person.user));
    [...(change.online ?? []), ...(change.join ?? [])].forEach((person) =>
      this.#people.set(person.user, person.name),
    );
    this.#show(me);
  }

  /** @param {string} me */
  #show(me) {
    const names = new Intl.Collator(document.documentElement.lang);
    const people = [...this.#people].sort(
      ([a, nameOfA], [b, nameOfB]) =>
        Number(b === me) - Number(a === me) || names.compare(nameOfA, nameOfB),
    );
    const rows = people.slice(0, MAX_SHOWN).map(([user, name]) => this.#row(name, user === me));
    if (people.length > MAX_SHOWN) {
      rows.push(element("li", this.#words.say("more", people.length - MAX_SHOWN), "more"));
    }
    this.#list.replaceChildren(...rows);
    this.#count.textContent = this.#words.say("here", people.length);
  }

  /**
   * @param {string} name
   * @param {boolean} isMe
   */
  #row(name, isMe) {
    const row = element("li", "", isMe ? "me" : "");
    row.append(element("bdi", name, ""));
    if (isMe) {
      row.append(" ", element("small", this.#words.say("you"), ""));
    }
    return row;
  }
}

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} className
 */
function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}
