import { MadangError } from "./madang-error.js";

/**
 * One connection by one transport, from its making to its end.
 *
 * @typedef {object} Link
 * @property {() => void} topicsChanged rooms came or went
 * @property {import("./outbox.js").Send} publish
 * @property {(topic: string, body: string) => Promise<void>} signal
 * @property {() => void} check the page woke up: is anybody there?
 * @property {() => void} close from now on the listener hears nothing
 */

/**
 * Who hears of a link.
 *
 * @typedef {object} LinkListener
 * @property {() => import("./room.js").Room[]} rooms what to listen to
 * @property {() => void} opened it works; comes before its frames
 * @property {(frame: any) => void} frame
 * @property {(end: LinkEnd) => void} ended comes last, and not after close()
 */

/**
 * Why a link ended.
 *
 * @typedef {object} LinkEnd
 * @property {string} why
 * @property {number} [code] of a WebSocket's close
 * @property {number} [retryAfter] seconds; the server said when to come back
 * @property {boolean} [isBusy] it was not the transport's fault
 * @property {boolean} [isFinal] do not come back
 */

/** How long a link may take to show that it works. */
export const OPEN_SECONDS = 10;

/**
 * @param {any} error of a request
 * @returns {LinkEnd}
 */
export function endOf(error) {
  if (error instanceof MadangError) {
    const isBusy = error.isOffline || (error.isAnswer && (error.isPassing || error.code === "internal"));
    return { why: error.message, isBusy, retryAfter: error.retryAfter };
  }
  return { why: String(error) };
}
