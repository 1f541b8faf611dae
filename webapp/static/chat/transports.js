/** @typedef {import("../../client/madang.js").TransportName} TransportName */

/** @type {TransportName[]} */
const ALL = ["websocket", "stream", "long-poll", "poll"];

/**
 * The transports that the page's address asks for, `?transport=long-poll,poll`; all where it asks for none that there is.
 *
 * @param {string} query
 */
export function transportsOf(query) {
  const asked = new URLSearchParams(query).get("transport")?.split(",") ?? [];
  const known = ALL.filter((transport) => asked.includes(transport));
  return known.length > 0 ? known : ALL;
}
