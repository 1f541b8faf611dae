/** The window's title, with how much is unread before it. */
export class Title {
  #text = document.title;
  #here = 0;
  #elsewhere = 0;

  /** @param {number} count in this room */
  here(count) {
    this.#here = count;
    this.#show();
  }

  /** @param {number} count in the other rooms */
  elsewhere(count) {
    this.#elsewhere = count;
    this.#show();
  }

  #show() {
    const count = this.#here + this.#elsewhere;
    const title = count > 0 ? `(${count > 99 ? "99+" : count}) ${this.#text}` : this.#text;
    if (title !== document.title) {
      document.title = title;
    }
  }
}
