const NAMES = /** @type {const} */ (["up", "down", "ink", "line"]);

/** @typedef {Record<typeof NAMES[number], string>} Colors */

/**
 * The theme's colours, which a canvas cannot look up itself: they are those of four elements in the page.
 *
 * @param {HTMLElement} probes
 * @returns {Colors}
 */
export function colorsOf(probes) {
  const color = (/** @type {string} */ name) =>
    getComputedStyle(/** @type {HTMLElement} */ (probes.querySelector(`[data-color=${name}]`))).color;
  return /** @type {Colors} */ (Object.fromEntries(NAMES.map((name) => [name, color(name)])));
}

/**
 * Calls when the theme becomes another, by the page's menu or by the system.
 *
 * @param {() => void} changed
 */
export function onTheme(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
