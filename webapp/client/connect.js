import { checkName, Client } from "./client.js";
import { environment } from "./environment.js";

/** @type {import("./madang.js").TransportName[]} */
const ALL = ["websocket", "stream", "long-poll", "poll"];
const CLIENT = /^[\w-]{16,64}$/;

/**
 * Connects a page to a server.
 *
 * @param {string | URL} url where `/events` is, relative to the page
 * @param {import("./madang.js").ConnectOptions} [options]
 * @returns {import("./madang.js").Madang}
 */
export function connect(url, options = {}) {
  return connectIn(environment(options), url, options);
}

/**
 * The same in an environment of one's own.
 *
 * @param {import("./environment.js").Environment} env
 * @param {string | URL} url
 * @param {import("./madang.js").ConnectOptions} options
 */
export function connectIn(env, url, options) {
  const events = new URL(url, globalThis.location?.href);
  const listed = options.transports ?? ALL;
  if (listed.length === 0 || !listed.every((name) => ALL.includes(name))) {
    throw new TypeError(`transports: expected some of ${ALL.join(", ")}`);
  }
  const transports = listed.filter((name) => name !== "websocket" || env.WebSocket);
  if (transports.length === 0) {
    throw new TypeError("WebSocket: there is none here; give one");
  }
  if (options.client !== undefined && !CLIENT.test(options.client)) {
    throw new TypeError("client: expected 16 to 64 of A-Z a-z 0-9 - _");
  }
  return new Client(env, events, {
    transports,
    client: options.client,
    name: options.name === undefined ? undefined : checkName(options.name),
    pollSeconds: number("pollSeconds", options.pollSeconds, 3, 1, 15),
    maxUnsent: number("maxUnsent", options.maxUnsent, 200, 1, 10_000),
    maxUnsentLength: number("maxUnsentLength", options.maxUnsentLength, 1_000_000, 1, 100_000_000),
    maxBuffered: number("maxBuffered", options.maxBuffered, 1_000, 1, 1_000_000),
  });
}

/**
 * @param {string} name
 * @param {number | undefined} value
 * @param {number} standard
 * @param {number} least
 * @param {number} most
 */
function number(name, value, standard, least, most) {
  const taken = value ?? standard;
  if (!(taken >= least && taken <= most)) {
    throw new TypeError(`${name}: expected ${least} to ${most}`);
  }
  return taken;
}
