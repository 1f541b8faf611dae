/**
 * Random text of A-Z a-z 0-9 - _ that nobody can guess; also where the page came over plain HTTP.
 *
 * @param {number} length a multiple of 4
 */
export function randomText(length) {
  const bytes = crypto.getRandomValues(new Uint8Array((length / 4) * 3));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
