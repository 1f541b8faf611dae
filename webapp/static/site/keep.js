/**
 * What the browser keeps for this site, over visits. A browser may refuse: then nothing is kept, and nothing fails.
 *
 * @param {string} key
 */
export function kept(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It lasts as long as the page.
  }
}
