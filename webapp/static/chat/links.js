/** @typedef {{text: string, href?: string}} Piece */

const CANDIDATE = /https?:\/\/[^\s<>"'`\u3000\u201c\u201d\u2018\u2019]+/giu;
const HANGUL = "\\u1100-\\u11ff\\u3130-\\u318f\\uac00-\\ud7a3";

/** Korean particles are written without a space: 예: https://example.com에서. A host is not told apart otherwise. */
const HOST_THEN_PARTICLE = new RegExp(`^(https?://[^/?#${HANGUL}]+\\.[a-z]{2,}(?::\\d+)?)[${HANGUL}].*$`, "iu");
const PARTICLES = "(?:으로|에서|까지|부터|처럼|이나|입니다|이에요|예요|을|를|이|가|은|는|에|로|와|과|도|만|의)";
const PATH_THEN_PARTICLE = new RegExp(`(?<=[a-z0-9/])${PARTICLES}$`, "iu");
const PUNCTUATION = /[.,:;!?…·。、]$/u;
const PAIRS = { ")": "(", "]": "[", "}": "{" };

/**
 * Cuts a text into pieces, some of which are links: http and https only.
 *
 * @param {string} text
 * @returns {Piece[]} whose texts, put together, are the text
 */
export function findLinks(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
    const address = trim(candidate);
    const href = addressOf(address);
    if (href !== null) {
      pieces.push({ text: text.slice(end, index) }, { text: address, href });
      end = index + address.length;
    }
  }
  pieces.push({ text: text.slice(end) });
  return pieces.filter((piece) => piece.text !== "");
}

/**
 * Without what belongs to the sentence: its full stop, its closing bracket, its particle.
 *
 * @param {string} candidate
 */
function trim(candidate) {
  let address = candidate.replace(HOST_THEN_PARTICLE, "$1");
  for (let next = shorter(address); next !== address; next = shorter(address)) {
    address = next;
  }
  return address;
}

/** @param {string} address */
function shorter(address) {
  const last = address.at(-1) ?? "";
  const opening = PAIRS[/** @type {keyof typeof PAIRS} */ (last)];
  if (PUNCTUATION.test(address) || (opening && count(address, opening) < count(address, last))) {
    return address.slice(0, -1);
  }
  return address.replace(PATH_THEN_PARTICLE, "");
}

/**
 * @param {string} text
 * @param {string} sign
 */
function count(text, sign) {
  return text.split(sign).length - 1;
}

/** @param {string} address */
function addressOf(address) {
  try {
    const url = new URL(address);
    const isPlain = url.username === "" && url.password === "";
    return isPlain && ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
