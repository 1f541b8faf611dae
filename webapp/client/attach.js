import { MadangError } from "./madang-error.js";

/** @typedef {import("./madang.js").Attachment} Attachment */
/** @typedef {{status: number, text: string}} Answer */

/**
 * Uploads a file to be named in messages of a topic.
 *
 * @param {import("./api.js").Api} api
 * @param {string} topic
 * @param {Blob} file
 * @param {import("./madang.js").AttachOptions} options
 * @returns {Promise<Attachment>}
 */
export async function attach(api, topic, file, options) {
  options.signal?.throwIfAborted();
  const form = new FormData();
  form.append("file", file, options.name ?? /** @type {File} */ (file).name ?? "file");
  if (options.thumbnail) {
    form.append("thumbnail", options.thumbnail, "thumbnail");
  }
  const url = api.url("attachments", [["topic", topic]]);
  const send = typeof XMLHttpRequest === "undefined" ? byFetch : byXhr;
  const { status, text } = await send(api, url, form, options);
  if (status < 200 || status > 299) {
    throw MadangError.ofAnswer(status, text);
  }
  options.onprogress?.(file.size, file.size);
  return JSON.parse(text);
}

/**
 * Only this one tells how far it is.
 *
 * @param {import("./api.js").Api} api
 * @param {URL} url
 * @param {FormData} form
 * @param {import("./madang.js").AttachOptions} options
 * @returns {Promise<Answer>}
 */
function byXhr(api, url, form, { onprogress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort);
    request.open("POST", url);
    Object.entries(api.headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => onprogress?.(loaded, total);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new MadangError("unavailable", "the upload was cut"));
    request.onabort = () => reject(signal?.reason);
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.send(form);
  });
}

/**
 * @param {import("./api.js").Api} api
 * @param {URL} url
 * @param {FormData} body
 * @param {import("./madang.js").AttachOptions} options
 * @returns {Promise<Answer>}
 */
async function byFetch(api, url, body, { signal }) {
  try {
    const answer = await api.env.fetch(url, { method: "POST", headers: api.headers, body, signal });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    signal?.throwIfAborted();
    throw new MadangError("unavailable", String(error));
  }
}
