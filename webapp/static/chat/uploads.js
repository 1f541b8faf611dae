import { the } from "../site/dom.js";
import { dropFiles } from "./drop.js";
import { Tray } from "./tray.js";
import { UploadLimits } from "./upload-limits.js";

/** Attaching, by button, drop and paste, where the server takes files; it says its limits first. */
export class Uploads {
  #limits;
  #canAttach = false;
  tray;

  /**
   * @param {import("../../client/madang.js").Room} topic
   * @param {import("../site/words.js").Words} words
   * @param {(text: string) => void} tell what went wrong
   */
  constructor(topic, words, tell) {
    this.#limits = new UploadLimits(words);
    this.tray = new Tray({
      list: the("tray", HTMLElement),
      template: the("tray-item", HTMLTemplateElement),
      words,
      limits: this.#limits,
      upload: (file, options) => topic.attach(file, options),
      tell,
    });
    const files = the("files", HTMLInputElement);
    files.addEventListener("change", () => {
      this.add([...(files.files ?? [])]);
      files.value = "";
    });
    the("attach", HTMLElement).addEventListener("click", () => files.click());
    dropFiles(the("drop", HTMLElement), (dropped) => this.add(dropped));
  }

  /** @param {File[]} files */
  add(files) {
    if (this.#canAttach) {
      this.tray.add(files);
    }
  }

  /**
   * Asks the server what it takes; until then nothing can be attached.
   *
   * @param {string} path
   * @param {string} topic
   * @param {string} client
   */
  async offer(path, topic, client) {
    this.#canAttach = await this.#limits.ask(path, topic, client);
    the("attach", HTMLElement).hidden = !this.#canAttach;
    the("attach-rule", HTMLElement).textContent = this.#canAttach ? this.#limits.rule : "";
  }
}
