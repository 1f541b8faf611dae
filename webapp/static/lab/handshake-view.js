import { element, part, the } from "../site/dom.js";

/** @typedef {{name: string, value: string, isHidden: boolean}} Header */

/**
 * How a WebSocket began, as the server saw it.
 *
 * @typedef {object} Handshake
 * @property {{line: string, headers: Header[], isSecure: boolean, port: number}} request
 * @property {{status: number, headers: Header[]}} response
 * @property {string} key
 * @property {string} guid
 * @property {string} digest hexadecimal
 * @property {string} accept
 */

const OF_THE_UPGRADE = /^(upgrade|connection|sec-websocket-.*)$/i;

/** The page's own handshake: both heads, and how the key becomes the answer. */
export class HandshakeView {
  #address;
  #client;
  #words;

  /**
   * @param {string} address where it is told
   * @param {string} client the secret of this page's connection
   * @param {import("../site/words.js").Words} words
   */
  constructor(address, client, words) {
    this.#address = address;
    this.#client = client;
    this.#words = words;
  }

  /**
   * The page is connected.
   *
   * @param {string} transport
   */
  async open(transport) {
    if (transport !== "websocket") {
      this.#none(this.#words.say("labNoHandshake", this.#words.say(transport)));
      return;
    }
    try {
      const answer = await fetch(this.#address, { headers: { "Madang-Client": this.#client }, cache: "no-store" });
      const told = await answer.json();
      told.request ? this.#show(told) : this.#none(this.#words.say("labUntold"));
    } catch {
      this.#none(this.#words.say("labUntold"));
    }
  }

  /** @param {string} text */
  #none(text) {
    the("handshake", HTMLElement).hidden = true;
    the("handshake-none", HTMLElement).hidden = false;
    the("handshake-none", HTMLElement).textContent = text;
  }

  /** @param {Handshake} seen */
  #show(seen) {
    the("handshake-none", HTMLElement).hidden = true;
    the("handshake", HTMLElement).hidden = false;
    this.#head("request-head", seen.request.line, seen.request.headers);
    this.#head("response-head", `HTTP/1.1 ${seen.response.status} Switching Protocols`, seen.response.headers);
    this.#steps(seen);
    const all = [...seen.response.headers, ...seen.request.headers];
    this.#say("fact", "address", `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}`);
    this.#say("fact", "subprotocol", header(all, "Sec-WebSocket-Protocol"));
    this.#say("fact", "version", header(all, "Sec-WebSocket-Version"));
    the("port", HTMLElement).textContent = this.#port(seen);
  }

  /**
   * @param {string} id
   * @param {string} first
   * @param {Header[]} headers
   */
  #head(id, first, headers) {
    const lines = headers.map(({ name, value, isHidden }) => {
      const shown = element("code", isHidden ? "hidden-value" : "", value);
      return element("li", OF_THE_UPGRADE.test(name) ? "of-upgrade" : "", element("code", "name", `${name}: `), shown);
    });
    the(id, HTMLElement).replaceChildren(element("li", "first", element("code", "", first)), ...lines);
  }

  /** @param {Handshake} seen */
  #steps(seen) {
    const answered = header(seen.response.headers, "Sec-WebSocket-Accept");
    this.#say("step", "key", seen.key);
    this.#say("step", "joined", seen.key + seen.guid);
    this.#say("step", "digest", seen.digest.replace(/(..)(?!$)/g, "$1 "));
    this.#say("step", "accept", seen.accept);
    this.#say("step", "answer", answered);
    const verdict = answered === "" ? "labUntold" : answered === seen.accept ? "labEqual" : "labUnequal";
    this.#say("step", "verdict", this.#words.say(verdict));
  }

  /**
   * @param {string} kind
   * @param {string} name
   * @param {string} text
   */
  #say(kind, name, text) {
    part(document, `[data-${kind}=${name}]`).textContent = text;
  }

  /** @param {Handshake} seen */
  #port(seen) {
    const isSecure = location.protocol === "https:";
    const port = location.port || (isSecure ? "443" : "80");
    const own = this.#words.say(isSecure ? "labPortSecure" : "labPortPlain", port);
    const isBehind = seen.request.isSecure !== isSecure || String(seen.request.port) !== port;
    return isBehind ? `${own} ${this.#words.say("labPortBehind", seen.request.port)}` : own;
  }
}

/**
 * @param {Header[]} headers
 * @param {string} name
 */
function header(headers, name) {
  return headers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value ?? "";
}
