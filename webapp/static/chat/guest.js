import { keep, kept } from "../site/keep.js";

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

/** Random text of A-Z a-z 0-9 - _ that nobody can guess; also where the page came over plain HTTP. */
function randomText() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
