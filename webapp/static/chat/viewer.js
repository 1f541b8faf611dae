import { part } from "../site/dom.js";

const MAX_PREVIEW = 500;

/** What comes before everything else: a picture in full, and the question before a message is deleted. */
export class Viewer {
  #pictures;
  #question;
  /** @type {() => void} */
  #confirmed = () => {};

  /**
   * @param {HTMLDialogElement} pictures
   * @param {HTMLDialogElement} question
   */
  constructor(pictures, question) {
    this.#pictures = pictures;
    this.#question = question;
    question.addEventListener("close", () => {
      if (question.returnValue === "yes") {
        this.#confirmed();
      }
      question.returnValue = "";
    });
    pictures.addEventListener("click", ({ target }) => target === pictures && pictures.close());
  }

  /**
   * @param {string} address
   * @param {string} alt
   */
  open(address, alt) {
    const image = /** @type {HTMLImageElement} */ (part(this.#pictures, "img"));
    image.src = address;
    image.alt = alt;
    /** @type {HTMLAnchorElement} */ (part(this.#pictures, "a")).href = address;
    this.#pictures.showModal();
  }

  /**
   * @param {string} text of the message
   * @param {() => void} confirmed
   */
  confirm(text, confirmed) {
    part(this.#question, ".preview").textContent = text.slice(0, MAX_PREVIEW);
    this.#confirmed = confirmed;
    this.#question.showModal();
  }
}
