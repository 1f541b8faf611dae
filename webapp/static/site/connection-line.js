/** The quiet line that tells how the connection is, and by which transport. */
export class ConnectionLine {
  #line;
  #words;
  #countdown = 0;

  /**
   * @param {HTMLElement} line
   * @param {import("./words.js").Words} words
   */
  constructor(line, words) {
    this.#line = line;
    this.#words = words;
  }

  /** @param {import("../../client/madang.js").Status} status */
  show(status) {
    clearInterval(this.#countdown);
    this.#line.dataset.state = status.state;
    if (status.state === "waiting") {
      this.#waiting(status.until);
      this.#countdown = window.setInterval(() => this.#waiting(status.until), 1000);
    } else if (status.state === "open") {
      this.#line.dataset.transport = status.transport;
      this.#line.textContent = this.#words.say("open", this.#words.say(status.transport));
    } else {
      const why = status.state === "closed" ? status.why : "";
      this.#line.textContent = this.#words.say(status.state, why);
    }
  }

  /** @param {number} until */
  #waiting(until) {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    this.#line.textContent = this.#words.say("waiting", seconds);
  }
}
