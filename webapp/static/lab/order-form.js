import { part, the } from "../site/dom.js";

/**
 * What becomes of a measurement, as the server tells it.
 *
 * @typedef {object} Run
 * @property {number} run its number
 * @property {"connecting" | "running" | "finished" | "failed"} phase
 * @property {string} detail what failed
 * @property {number} readers
 * @property {number} seconds
 */

/** The form that has a measurement begun, and the line that tells how far it is. */
export class OrderForm {
  #form;
  #words;
  #began = 0;

  /** @type {((topic: string) => void) | null} the server has begun; it tells the rest in this topic */
  onstart = null;

  /**
   * @param {HTMLFormElement} form
   * @param {import("../site/words.js").Words} words
   */
  constructor(form, words) {
    this.#form = form;
    this.#words = words;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    form.addEventListener("input", () => this.#label());
    this.#label();
  }

  #label() {
    for (const output of this.#form.querySelectorAll("output")) {
      const slider = /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(output.htmlFor.value));
      output.value = `${Number(slider.value).toLocaleString(document.documentElement.lang)} ${output.dataset.unit ?? ""}`;
    }
  }

  async #send() {
    this.#problem("");
    the("start", HTMLButtonElement).disabled = true;
    // One parameter a slider: a FormData would be sent as multipart, which the server need not read here.
    const body = new URLSearchParams();
    new FormData(this.#form).forEach((value, name) => body.append(name, String(value)));
    try {
      const answer = await fetch(this.#form.action, { method: "POST", body });
      const told = await answer.json();
      if (answer.ok) {
        this.onstart?.(told.topic);
      } else {
        this.#refused(told);
      }
    } catch {
      this.#problem(this.#words.say("labNoAnswer"));
      the("start", HTMLButtonElement).disabled = false;
    }
  }

  /** @param {{code?: string, detail?: string}} problem */
  #refused(problem) {
    const word = problem.code === "unavailable" ? this.#words.say("labBusy") : this.#words.problem(problem);
    this.#problem(problem.code === "bad_request" ? `${word} (${problem.detail})` : word);
    the("start", HTMLButtonElement).disabled = false;
  }

  /** @param {string} text */
  #problem(text) {
    const line = the("problem", HTMLElement);
    line.textContent = text;
    line.hidden = text === "";
  }

  /** @param {Run} run */
  show(run) {
    const isGoing = run.phase === "connecting" || run.phase === "running";
    the("start", HTMLButtonElement).disabled = isGoing;
    part(this.#form, "#phase").textContent = this.#phase(run);
    this.#problem(run.phase === "failed" ? this.#words.say("labFailed", run.detail) : "");
    this.#began = run.phase === "running" ? Date.now() : 0;
    const bar = the("progress", HTMLProgressElement);
    bar.max = run.seconds;
    bar.value = run.phase === "finished" ? run.seconds : 0;
  }

  /** @param {Run} run */
  #phase(run) {
    switch (run.phase) {
      case "connecting":
        return this.#words.say("labConnecting", run.readers * 5);
      case "running":
        return this.#words.say("labRunning", run.seconds);
      case "finished":
        return this.#words.say("labFinished");
      default:
        return "";
    }
  }

  /** Moves the bar; to be called now and then. */
  tick() {
    if (this.#began > 0) {
      the("progress", HTMLProgressElement).value = (Date.now() - this.#began) / 1000;
    }
  }
}
