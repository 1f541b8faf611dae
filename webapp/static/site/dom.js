/**
 * An element that the page is known to have, by its id.
 *
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function the(id, type) {
  const found = document.getElementById(id);
  if (found instanceof type) {
    return found;
  }
  throw new Error(`the page has no ${type.name} #${id}`);
}

/**
 * An element within another, that is known to be there.
 *
 * @param {ParentNode} within
 * @param {string} selector
 */
export function part(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector));
}

/**
 * A copy of what a template holds.
 *
 * @param {HTMLTemplateElement} template
 */
export function copy(template) {
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {(Node | string)[]} content texts stay texts
 */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}
