/** Times as the reader writes them, in the reader's zone. */
export class Clock {
  #time;
  #day;
  #full;

  /** @param {string} language of the page; the reader's own kind of it wins: en-GB over en */
  constructor(language) {
    const locale = navigator.languages.find((l) => l.split("-")[0] === language) ?? language;
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
    this.#full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
  }

  /** @param {string} at */
  time(at) {
    return this.#time.format(new Date(at));
  }

  /** @param {string} at */
  day(at) {
    return this.#day.format(new Date(at));
  }

  /** @param {string} at */
  full(at) {
    return this.#full.format(new Date(at));
  }
}
