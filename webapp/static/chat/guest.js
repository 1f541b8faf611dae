import { keep, kept } from "../site/keep.js";
import { randomText } from "../site/random-text.js";

const NAME = "madang.name";
const CLIENT = "madang.client";
const MAX_NAME = 40;

/** Who sits here: a name, and a secret that makes one the same person in all tabs and tomorrow. */
export class Guest {
  #name = kept(NAME);
  #client = /^[A-Za-z0-9_-]{16,64}$/.test(kept(CLIENT)) ? kept(CLIENT) : randomText();

  constructor() {
    keep(CLIENT, this.#client);
  }

  /** Empty before the first message. */
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
      keep(NAME, name);
    }
    return isGood;
  }
}
