/**
 * A cursor's parts: the life of the log, and the place in it.
 *
 * @param {string} cursor
 */
export function parse(cursor) {
  const [epoch = "", offset = "0"] = cursor.split(".");
  return { epoch, offset: Number(offset) };
}

/**
 * The cursor some places further on.
 *
 * @param {string} cursor
 * @param {number} places
 */
export function moved(cursor, places) {
  const { epoch, offset } = parse(cursor);
  return `${epoch}.${offset + places}`;
}

/**
 * Whether one cursor lies behind another in the same life of the log.
 *
 * @param {string} cursor
 * @param {string} other
 */
export function isAfter(cursor, other) {
  const [a, b] = [parse(cursor), parse(other)];
  return a.epoch === b.epoch && a.offset > b.offset;
}
