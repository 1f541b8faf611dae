/**
 * What the server counted for one transport so far, all its readers together.
 *
 * @typedef {object} Row
 * @property {string} transport
 * @property {number} seconds
 * @property {number} published
 * @property {number} delivered
 * @property {number} missed
 * @property {number} repeated
 * @property {number} requests
 * @property {number} up bytes
 * @property {number} down bytes
 * @property {number} heads bytes of both that are no payload
 * @property {number} opening bytes that it took to begin to listen
 * @property {number | null} p50 milliseconds
 * @property {number | null} p99 milliseconds
 */

/**
 * Bytes for each delivered message, both ways; null before the first.
 *
 * @param {Row} row
 */
export function perMessage(row) {
  return row.delivered === 0 ? null : (row.up + row.down) / row.delivered;
}

/**
 * What of it is headers.
 *
 * @param {Row} row
 */
export function headsPerMessage(row) {
  return row.delivered === 0 ? null : row.heads / row.delivered;
}
