import { copy, element, part } from "../site/dom.js";
import { MAX_FILES } from "./bodies.js";
import { sizeOf } from "../site/sizes.js";
import { thumbnailOf } from "./thumbnail.js";

/**
 * @typedef {import("./bodies.js").File} Attached
 * @typedef {{row: HTMLElement, cancel: AbortController, done: Promise<Attached | null>, result: Attached | null}} Item
 * @typedef {object} Parts
 * @property {HTMLElement} list
 * @property {HTMLTemplateElement} template
 * @property {import("../site/words.js").Words} words
 * @property {import("./upload-limits.js").UploadLimits} limits
 * @property {(file: File, options: import("../../client/madang.js").AttachOptions) => Promise<import("../../client/madang.js").Attachment>} upload
 * @property {(text: string) => void} tell what went wrong
 */

/** The files that the next message will bring; they go up while one still writes. */
export class Tray {
  #parts;
  /** @type {Set<Item>} */
  #items = new Set();

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  get isEmpty() {
    return this.#items.size === 0;
  }

  get isUploading() {
    return [...this.#items].some(({ result }) => result === null);
  }

  /** @param {File[]} files */
  add(files) {
    const { limits, words, tell } = this.#parts;
    for (const file of files) {
      const problem = this.#items.size >= MAX_FILES ? words.say("filesMany", MAX_FILES) : limits.problem(file);
      if (problem) {
        tell(problem);
      } else {
        this.#add(file);
      }
    }
    this.#show();
  }

  /** Waits until all are up: those that are, in their order. The tray is empty then. */
  async take() {
    const items = [...this.#items];
    const attached = await Promise.all(items.map(({ done }) => done));
    items.forEach((item) => this.#remove(item));
    return attached.filter((file) => file !== null);
  }

  /** @param {File} file */
  #add(file) {
    const row = copy(this.#parts.template);
    part(row, ".file-label").textContent = file.name;
    part(row, ".hint").textContent = sizeOf(file.size, document.documentElement.lang);
    const cancel = new AbortController();
    /** @type {Item} */
    const item = { row, cancel, result: null, done: Promise.resolve(null) };
    part(row, "button").addEventListener("click", () => {
      cancel.abort();
      this.#remove(item);
    });
    this.#items.add(item);
    this.#parts.list.append(row);
    item.done = this.#upload(file, item);
  }

  /**
   * @param {File} file
   * @param {Item} item
   */
  async #upload(file, item) {
    const { limits, words, tell, upload } = this.#parts;
    const progress = /** @type {HTMLProgressElement} */ (part(item.row, "progress"));
    try {
      const thumbnail = await thumbnailOf(file, limits.thumbnailBytes);
      this.#preview(item.row, thumbnail?.blob ?? (thumbnail ? file : null));
      const attachment = await upload(file, {
        name: file.name || "file",
        thumbnail: thumbnail?.blob ?? undefined,
        signal: item.cancel.signal,
        onprogress: (sent, total) => (progress.value = total > 0 ? sent / total : 0),
      });
      progress.hidden = true;
      const size = thumbnail ? { width: thumbnail.width, height: thumbnail.height } : {};
      item.result = { ...attachment, ...size };
    } catch (error) {
      this.#remove(item);
      if (!item.cancel.signal.aborted) {
        tell(words.say("uploadFailed", file.name, words.problem(error)));
      }
    }
    return item.result;
  }

  /**
   * @param {HTMLElement} row
   * @param {Blob | null} picture
   */
  #preview(row, picture) {
    if (picture) {
      const image = element("img", "");
      image.alt = "";
      image.src = URL.createObjectURL(picture);
      image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
      part(row, ".tray-picture").replaceChildren(image);
    }
  }

  /** @param {Item} item */
  #remove(item) {
    this.#items.delete(item);
    item.row.remove();
    this.#show();
  }

  #show() {
    this.#parts.list.hidden = this.isEmpty;
  }
}
