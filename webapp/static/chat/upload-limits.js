import { sizeOf } from "../site/sizes.js";

const STANDARD_THUMBNAIL_BYTES = 65_536;

/** What the server takes, asked for before anything goes up. */
export class UploadLimits {
  #maxBytes = 0;
  #quotaBytes = Infinity;
  #usedBytes = 0;
  #freeBytes = Infinity;
  #words;
  thumbnailBytes = STANDARD_THUMBNAIL_BYTES;

  /** @param {import("../site/words.js").Words} words */
  constructor(words) {
    this.#words = words;
  }

  /**
   * Asks the server; false where it takes no files.
   *
   * @param {string} path
   * @param {string} topic
   * @param {string} client
   */
  async ask(path, topic, client) {
    const answer = await fetch(`${path}?topic=${encodeURIComponent(topic)}`, {
      headers: { "Madang-Client": client },
    }).catch(() => null);
    const limits = answer?.ok ? await answer.json().catch(() => null) : null;
    this.#maxBytes = Number(limits?.maxBytes) || 0;
    this.#quotaBytes = Number(limits?.quotaBytes) || Infinity;
    this.#usedBytes = Number(limits?.usedBytes) || 0;
    this.#freeBytes = Number(limits?.freeBytes ?? Infinity);
    this.thumbnailBytes = Number(limits?.thumbnailBytes) || STANDARD_THUMBNAIL_BYTES;
    return this.#maxBytes > 0;
  }

  /** What to say before one chooses a file. */
  get rule() {
    return this.#words.say("fileLimit", this.#size(this.#maxBytes));
  }

  /**
   * Why a file cannot go up, or an empty text.
   *
   * @param {File} file
   */
  problem({ name, size }) {
    if (size > this.#maxBytes) {
      return this.#words.say("fileTooBig", name, this.#size(this.#maxBytes));
    }
    const [used, quota] = [this.#usedBytes, this.#quotaBytes];
    return size > this.#freeBytes || used + size > quota
      ? this.#words.say("quota", name, this.#size(used), this.#size(quota))
      : "";
  }

  /** @param {number} bytes */
  #size(bytes) {
    return sizeOf(bytes, document.documentElement.lang);
  }
}
