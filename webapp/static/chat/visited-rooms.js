/** @typedef {{topic: string, cursor: string}} Visited a room, and up to where it was read */

export const MAX_VISITED = 30;

/**
 * The rooms that the reader was in, the last one first, as the browser keeps them.
 *
 * @param {string} text
 * @returns {Visited[]}
 */
export function parseVisited(text) {
  try {
    const all = JSON.parse(text);
    return Array.isArray(all) ? all.filter(isVisited).slice(0, MAX_VISITED) : [];
  } catch {
    return [];
  }
}

/**
 * The same with one room read up to a cursor; it comes first.
 *
 * @param {Visited[]} all
 * @param {Visited} visited
 */
export function withVisited(all, visited) {
  const others = all.filter(({ topic }) => topic !== visited.topic);
  return [visited, ...others].slice(0, MAX_VISITED);
}

/** @param {any} value */
function isVisited(value) {
  return typeof value?.topic === "string" && /^[0-9A-Za-z]{1,32}\.\d{1,18}$/.test(value.cursor);
}
