import { copy, element, part } from "../site/dom.js";
import { isOnlyEmoji } from "./bodies.js";
import { isSameDay, isTogether, toneOf } from "./grouping.js";
import { findLinks } from "./links.js";

/**
 * @typedef {import("./conversation.js").Entry} Entry
 * @typedef {import("./conversation.js").Saying} Saying
 * @typedef {import("./outcomes.js").Outcome} Outcome
 */

/** Makes and fills the rows of the log. What people wrote goes in as text, never as markup. */
export class MessageRows {
  #parts;

  /**
   * @param {{template: HTMLTemplateElement, files: import("./file-views.js").FileViews, clock: import("./clock.js").Clock, words: import("../site/words.js").Words}} parts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {Entry} entry */
  make(entry) {
    if ("note" in entry) {
      return element("li", "note", entry.note);
    }
    const row = copy(this.#parts.template);
    const { name, user, at } = entry.message;
    row.dataset.cursor = entry.cursor;
    part(row, ".avatar").textContent = [...name][0] ?? "";
    part(row, ".avatar").classList.add(`tone-${toneOf(user)}`);
    part(row, ".who").textContent = name;
    const time = /** @type {HTMLTimeElement} */ (part(row, "time"));
    time.dateTime = at;
    time.title = this.#parts.clock.full(at);
    time.textContent = this.#parts.clock.time(at);
    return row;
  }

  /**
   * What was said, as it stands now.
   *
   * @param {HTMLElement} row
   * @param {Saying} saying
   * @param {Outcome} outcome
   * @param {string | null} me
   */
  fill(row, { message, content }, outcome, me) {
    const { words } = this.#parts;
    const isMine = message.user === me;
    const isProgram = content.kind === "program";
    const text = outcome.isDeleted ? words.say("deleted") : (outcome.text ?? content.text);
    const files = outcome.isDeleted || isProgram ? [] : content.files;
    row.classList.toggle("mine", isMine);
    row.classList.toggle("program", isProgram && !outcome.isDeleted);
    row.classList.toggle("large-emoji", !outcome.isDeleted && isOnlyEmoji(text));
    part(row, ".bubble").classList.toggle("gone", outcome.isDeleted);
    part(row, ".text").replaceChildren(...linked(text));
    part(row, ".edited").textContent =
      outcome.text !== null && !outcome.isDeleted ? words.say("edited") : "";
    this.#files(row, files, text);
    this.#reactions(row, outcome.isDeleted ? [] : outcome.reactions, me);
    if (isMine) {
      this.mark(row, "sent");
    }
  }

  /**
   * How far one's own message is.
   *
   * @param {HTMLElement} row
   * @param {"sending" | "sent" | "unsent"} state
   */
  mark(row, state) {
    const { words } = this.#parts;
    row.dataset.state = state;
    const mark = part(row, ".mark");
    mark.textContent = state === "sent" ? "✓" : words.say(state);
    mark.title = words.say(state);
    mark.ariaLabel = words.say(state);
    mark.setAttribute("role", "img");
  }

  /**
   * What depends on what stands before it: the day, the name, the line above what is new.
   *
   * @param {HTMLElement} row
   * @param {Entry} entry
   * @param {Entry | null} previous
   * @param {boolean} isFirstNew
   */
  place(row, entry, previous, isFirstNew) {
    if ("note" in entry) {
      return;
    }
    const before = previous && "message" in previous ? previous.message : null;
    const opensDay = !before || !isSameDay(before.at, entry.message.at);
    row.classList.toggle("again", !isFirstNew && isTogether(before, entry.message));
    for (const old of row.querySelectorAll(":scope > :is(.day, .new-line)")) {
      old.remove();
    }
    if (isFirstNew) {
      row.prepend(line("new-line", this.#parts.words.say("newLine")));
    }
    if (opensDay) {
      row.prepend(line("day", this.#parts.clock.day(entry.message.at)));
    }
  }

  /**
   * @param {HTMLElement} row
   * @param {import("./bodies.js").File[]} files
   * @param {string} text
   */
  #files(row, files, text) {
    const bubble = part(row, ".bubble");
    const views = files.map((file) => this.#parts.files.view(file));
    row.classList.toggle(
      "only-pictures",
      text === "" && views.length > 0 && views.every((view) => view.matches(".picture")),
    );
    part(bubble, ".files")?.remove();
    if (views.length > 0) {
      bubble.append(element("div", "files", ...views));
    }
  }

  /**
   * @param {HTMLElement} row
   * @param {import("./outcomes.js").Reacted[]} reactions
   * @param {string | null} me
   */
  #reactions(row, reactions, me) {
    const message = part(row, ".message");
    part(message, ".reactions")?.remove();
    if (reactions.length > 0) {
      const chips = reactions.map((reaction) => element("li", "", chip(reaction, me)));
      message.append(element("ul", "reactions", ...chips));
    }
  }
}

/**
 * @param {import("./outcomes.js").Reacted} reaction
 * @param {string | null} me
 */
function chip({ emoji, people }, me) {
  const made = element("button", "chip", `${emoji} ${people.length}`);
  made.type = "button";
  made.value = emoji;
  made.title = people.slice(0, 20).map(({ name }) => name).join(", ");
  made.ariaPressed = String(people.some(({ user }) => user === me));
  return made;
}

/** @param {string} text */
function linked(text) {
  return findLinks(text).map(({ text, href }) => {
    if (href === undefined) {
      return text;
    }
    const link = element("a", "", text);
    link.href = href;
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow ugc";
    return link;
  });
}

/**
 * @param {string} className
 * @param {string} text
 */
function line(className, text) {
  return element("p", className, element("span", "", text));
}
