/**
 * What a message's body means in a chat. The forms are those of src/docs/chat.md; what has none of them was published
 * by a program, and is shown as it is.
 *
 * @typedef {{url: string, name: string, type: string, size: number, thumbnail?: string, width?: number, height?: number}} File
 * @typedef {{kind: "said", text: string, files: File[]}} Said
 * @typedef {{kind: "program", text: string}} OfProgram
 * @typedef {{kind: "edit", of: string, text: string}} Edit
 * @typedef {{kind: "delete", of: string, byModerator: boolean}} Deletion the server lets only moderators say that they are
 * @typedef {{kind: "react", of: string, emoji: string, on: boolean}} Reaction
 */

export const MAX_FILES = 10;
const MAX_EMOJI_LENGTH = 32;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\u20E3|\p{Regional_Indicator}/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * @param {any} body
 * @returns {Said | OfProgram | Edit | Deletion | Reaction}
 */
export function read(body) {
  if (isText(body?.edit) && isText(body.text)) {
    return { kind: "edit", of: body.edit, text: body.text };
  }
  if (isText(body?.delete)) {
    return { kind: "delete", of: body.delete, byModerator: body.moderation !== undefined };
  }
  if (isText(body?.react) && isEmoji(body.emoji)) {
    return { kind: "react", of: body.react, emoji: body.emoji, on: body.on !== false };
  }
  const files = Array.isArray(body?.attachments) ? body.attachments.filter(isFile) : [];
  if (isText(body?.text) || files.length > 0) {
    const text = isText(body.text) ? body.text : "";
    return { kind: "said", text, files: files.slice(0, MAX_FILES) };
  }
  return { kind: "program", text: JSON.stringify(body) };
}

/** @param {unknown} value */
export function isEmoji(value) {
  return (
    isText(value) &&
    value.length <= MAX_EMOJI_LENGTH &&
    EMOJI.test(value) &&
    [...graphemes.segment(value)].length === 1
  );
}

/**
 * Whether a text is up to three emoji and nothing else: it is shown large.
 *
 * @param {string} text
 */
export function isOnlyEmoji(text) {
  const signs = text.length <= 3 * MAX_EMOJI_LENGTH ? [...graphemes.segment(text.trim())] : [];
  return signs.length > 0 && signs.length <= 3 && signs.every((sign) => isEmoji(sign.segment));
}

/**
 * Whether somebody who was away has missed something by it.
 *
 * @param {any} body
 */
export function isWorthReading(body) {
  const { kind } = read(body);
  return kind === "said" || kind === "program";
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isText(value) {
  return typeof value === "string";
}

/** @param {any} file */
function isFile(file) {
  return isText(file?.url) && isText(file.name) && isText(file.type) && Number.isFinite(file.size);
}
