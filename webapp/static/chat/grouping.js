/** @typedef {{user: string, name: string, at: string}} Said */

const TOGETHER_MILLIS = 5 * 60_000;

/**
 * Whether two moments are of one day, in the zone where this runs.
 *
 * @param {string} a
 * @param {string} b
 */
export function isSameDay(a, b) {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/**
 * Whether a message stands under the name of the one before it: same person, same day, a moment later.
 *
 * @param {Said | null} previous
 * @param {Said} message
 */
export function isTogether(previous, message) {
  return (
    previous !== null &&
    previous.user === message.user &&
    previous.name === message.name &&
    isSameDay(previous.at, message.at) &&
    Math.abs(Date.parse(message.at) - Date.parse(previous.at)) < TOGETHER_MILLIS
  );
}

/**
 * One of six tones for a person, always the same.
 *
 * @param {string} user
 */
export function toneOf(user) {
  let sum = 0;
  for (const sign of user) {
    sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997;
  }
  return sum % 6;
}
