/** @typedef {Record<string, string>} Colors by the names of the elements */

/**
 * The theme's colours, which a canvas cannot look up itself: they are those of elements in the page that have
 * `data-color`.
 *
 * @param {HTMLElement} probes
 * @returns {Colors}
 */
export function colorsOf(probes) {
  const named = /** @type {NodeListOf<HTMLElement>} */ (probes.querySelectorAll("[data-color]"));
  return Object.fromEntries([...named].map((probe) => [probe.dataset.color ?? "", getComputedStyle(probe).color]));
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
