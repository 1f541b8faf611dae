/** Random text of 32 A-Z a-z 0-9 - _ that nobody can guess; also where the page came over plain HTTP. */
export function randomText() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
