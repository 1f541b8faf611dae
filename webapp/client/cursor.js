/**
 * Reads `epoch.offset`, of which polling knows a third part.
 *
 * @param {string} text
 */
export function parse(text) {
  const [epoch, offset] = text.split(".");
  return { epoch, offset: Number(offset) };
}

/** @param {string} text as polling gives it */
export function plain(text) {
  return text.split(".", 2).join(".");
}

/** @param {string} text of a message: the cursor just before it */
export function before(text) {
  const { epoch, offset } = parse(text);
  return `${epoch}.${offset - 1}`;
}
