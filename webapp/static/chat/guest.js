import { randomText } from "./random-text.js";

const NAME = "madang.name";
const CLIENT = "madang.client";
const MAX_NAME = 40;

/** Who sits here: a name, kept by the browser, and a secret of this tab. */
export class Guest {
  #name = read("localStorage", NAME);
  #client = read("sessionStorage", CLIENT) || randomText(32);

  constructor() {
    write("sessionStorage", CLIENT, this.#client);
  }

  /** Empty before the first visit. */
  get name() {
    return this.#name;
  }

  get client() {
    return this.#client;
  }

  /**
   * Takes a name, unless the server would not: 1 to 40 characters.
   *
   * @param {string} typed
   */
  rename(typed) {
    const name = typed.normalize("NFC").trim();
    const isGood = name !== "" && [...name].length <= MAX_NAME && !/\p{Cc}|\p{Cs}/u.test(name);
    if (isGood) {
      this.#name = name;
      write("localStorage", NAME, name);
    }
    return isGood;
  }
}

/** @typedef {"localStorage" | "sessionStorage"} Place a browser may refuse both: then nothing is kept */

/**
 * @param {Place} place
 * @param {string} key
 */
function read(place, key) {
  try {
    return window[place].getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {Place} place
 * @param {string} key
 * @param {string} value
 */
function write(place, key, value) {
  try {
    window[place].setItem(key, value);
  } catch {
    // It lasts as long as the page.
  }
}
