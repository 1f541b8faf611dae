import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { Guest } from "./guest.js";
import { MessageLog } from "./message-log.js";
import { MessageRows } from "./message-rows.js";
import { Room } from "./room.js";
import { Roster } from "./roster.js";
import { Words } from "./words.js";

/**
 * An element that the page is known to have.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 */
function the(id) {
  return /** @type {T} */ (document.getElementById(id));
}

const words = new Words(/** @type {HTMLTemplateElement} */ (the("words")));
const clock = new Clock(document.documentElement.lang);
const guest = new Guest();

const composer = new Composer(
  /** @type {HTMLFormElement} */ (the("composer")),
  /** @type {HTMLTextAreaElement} */ (the("text")),
  the("notice"),
  (text) => room.say(text),
);
const log = new MessageLog(
  {
    scroller: the("log"),
    messages: the("messages"),
    drafts: the("drafts"),
    newer: the("newer"),
    quiet: the("quiet"),
  },
  new MessageRows(/** @type {HTMLTemplateElement} */ (the("message")), clock, words),
  clock,
);
const { topic = "", events = "" } = /** @type {HTMLElement} */ (document.querySelector("main")).dataset;
const room = new Room({ events, topic }, guest, {
  log,
  roster: new Roster(the("people"), the("people-count"), words),
  words,
  tell: (text) => composer.tell(text),
  state: (state, text) => {
    the("state").dataset.state = state;
    the("state").textContent = text;
  },
});

function enter() {
  the("join").hidden = true;
  the("talk").hidden = false;
  the("me").textContent = guest.name;
  room.enter();
  composer.focus();
}

function askForName() {
  const name = /** @type {HTMLInputElement} */ (the("name"));
  the("talk").hidden = true;
  the("join").hidden = false;
  name.value = guest.name;
  name.focus();
}

the("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const isGood = guest.rename(/** @type {HTMLInputElement} */ (the("name")).value);
  the("name-problem").hidden = isGood;
  the("name-problem").textContent = isGood ? "" : words.say("badName");
  if (isGood) {
    enter();
  }
});
the("rename").addEventListener("click", askForName);

if (guest.name === "") {
  askForName();
} else {
  enter();
}
