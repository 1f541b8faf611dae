/** @typedef {import("./frames.js").Message} Message */

const TOGETHER_MILLIS = 5 * 60_000;

/** Makes the rows of the log. What people wrote goes in as text, never as markup. */
export class MessageRows {
  #template;
  #clock;
  #words;

  /**
   * @param {HTMLTemplateElement} template
   * @param {import("./clock.js").Clock} clock
   * @param {import("./words.js").Words} words
   */
  constructor(template, clock, words) {
    this.#template = template;
    this.#clock = clock;
    this.#words = words;
  }

  /**
   * @param {Message} message
   * @param {boolean} isMine
   * @param {Message | null} previous by the same person a moment ago: both stand under one name
   */
  message(message, isMine, previous) {
    const row = this.#row(message.name, textOf(message.body), isMine);
    row.classList.toggle("again", isMessageTogether(previous, message));
    const time = /** @type {HTMLTimeElement} */ (row.querySelector("time"));
    time.dateTime = message.at;
    time.title = this.#clock.full(message.at);
    time.textContent = this.#clock.time(message.at);
    if (isMine) {
      this.mark(row, "sent");
    }
    return row;
  }

  /**
   * @param {string} id
   * @param {string} text
   */
  draft(id, text) {
    const row = this.#row("", text, true);
    row.dataset.id = id;
    row.classList.add("again");
    this.mark(row, "sending");
    return row;
  }

  /**
   * @param {HTMLElement} row
   * @param {"sending" | "sent" | "unsent"} state
   */
  mark(row, state) {
    row.dataset.state = state;
    part(row, ".mark").textContent = this.#words.say(state);
  }

  /** @param {string} at */
  day(at) {
    return line("day", this.#clock.day(at));
  }

  /** @param {string} text */
  note(text) {
    return line("note", text);
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {boolean} isMine
   */
  #row(name, text, isMine) {
    const row = /** @type {HTMLElement} */ (
      this.#template.content.firstElementChild?.cloneNode(true)
    );
    row.classList.toggle("mine", isMine);
    part(row, ".avatar").textContent = [...name][0] ?? "";
    part(row, ".who").textContent = name;
    part(row, ".text").textContent = text;
    return row;
  }
}

/**
 * @param {Message | null} previous
 * @param {Message} message
 */
function isMessageTogether(previous, message) {
  return (
    previous !== null &&
    previous.user === message.user &&
    previous.name === message.name &&
    Date.parse(message.at) - Date.parse(previous.at) < TOGETHER_MILLIS
  );
}

/** @param {any} body programs may publish what is no chat message: it is shown as it is */
function textOf(body) {
  return typeof body?.text === "string" ? body.text : JSON.stringify(body);
}

/**
 * @param {HTMLElement} row
 * @param {string} selector
 */
function part(row, selector) {
  return /** @type {HTMLElement} */ (row.querySelector(selector));
}

/**
 * @param {string} className
 * @param {string} text
 */
function line(className, text) {
  const row = document.createElement("li");
  row.className = className;
  row.textContent = text;
  return row;
}
