import { copy, element, part } from "../site/dom.js";
import { sizeOf } from "../site/sizes.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
const MAX_SIDE = 320;

/** Shows what is attached: pictures by their thumbnails, all else by its name and size. */
export class FileViews {
  #prefix;
  #template;

  /**
   * @param {string} path below which attachments lie; what lies elsewhere gets no link
   * @param {HTMLTemplateElement} template
   */
  constructor(path, template) {
    this.#prefix = new URL(`${path}/`, location.href).href;
    this.#template = template;
  }

  /** @param {import("./bodies.js").File} file */
  view(file) {
    const address = this.#own(file.url);
    const thumbnail = this.#own(file.thumbnail);
    const isPicture = PICTURES.includes(file.type);
    return address && isPicture ? picture(file, address, thumbnail ?? address) : this.#link(file, address);
  }

  /**
   * @param {import("./bodies.js").File} file
   * @param {string | null} address
   */
  #link(file, address) {
    const link = /** @type {HTMLAnchorElement} */ (copy(this.#template));
    part(link, ".file-label").textContent = file.name;
    part(link, ".hint").textContent = sizeOf(file.size, document.documentElement.lang);
    if (address) {
      link.href = address;
    }
    return link;
  }

  /** @param {unknown} url what somebody wrote: only an attachment of this server will do */
  #own(url) {
    try {
      const address = new URL(String(url), location.href).href;
      return url && address.startsWith(this.#prefix) ? address : null;
    } catch {
      return null;
    }
  }
}

/**
 * @param {import("./bodies.js").File} file
 * @param {string} address
 * @param {string} thumbnail
 */
function picture(file, address, thumbnail) {
  const image = element("img", "");
  image.src = thumbnail;
  image.alt = file.name;
  image.loading = "lazy";
  image.decoding = "async";
  const { width, height } = fit(file.width, file.height);
  image.width = width;
  image.height = height;
  const button = element("button", "picture", image);
  button.type = "button";
  button.dataset.address = address;
  return button;
}

/**
 * @param {unknown} width
 * @param {unknown} height
 */
function fit(width, height) {
  const [w, h] = [Number(width), Number(height)];
  if (!(w > 0 && h > 0)) {
    return { width: MAX_SIDE / 2, height: MAX_SIDE / 2 };
  }
  const scale = Math.min(1, MAX_SIDE / w, MAX_SIDE / h);
  return { width: Math.max(1, Math.round(w * scale)), height: Math.max(1, Math.round(h * scale)) };
}
