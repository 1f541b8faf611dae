import { attempt } from "./server.js";
/** @import * as T from "./types.js" */

/** Come back later; and: do not. */
const LATER = 1013;
const REFUSED = 1008;

/**
 * WebSockets of which a ticket says who comes, because browsers let no header say so. One whose token is about to end
 * shows the next; what ends with its token is not the end.
 *
 * @type {T.TicketSocket}
 */
export const ticketSocket = ({ json }, WebSocket, token) => {
  /** @type {any} */
  const TicketSocket = function (/** @type {string} */ url, /** @type {string} */ protocol) {
    /** @type {any} */
    let socket = null;
    let isClosed = false;
    let isAsked = false;

    const open = ({ ticket = "" }) => {
      if (isClosed) {
        return;
      }
      const at = new URL(url);
      at.searchParams.append("ticket", ticket);
      socket = new WebSocket(at.href, protocol);
      socket.onerror = () => {};
      socket.onmessage = (/** @type {any} */ { data }) => self.onmessage({ data: read(data) });
      socket.onclose = (/** @type {any} */ { code, reason }) =>
        self.onclose({ code: isAsked && code === REFUSED ? LATER : code, reason });
    };

    /** Keeps what asks for another token. */
    const read = (data = "") =>
      data.includes('"unauthorized"') ? data.split("\n").filter((line) => !asks(line)).join("\n") : data;

    const asks = (line = "") => {
      const frame = attempt(() => JSON.parse(line));
      const isSo = frame?.type === "error" && frame.code === "unauthorized" && frame.retryAfter > 0;
      if (isSo) {
        isAsked = true;
        prove().catch(() => {}); // the server closes in time
      }
      return isSo;
    };

    const prove = async () => {
      socket.send(JSON.stringify({ type: "auth", token: await token() }));
      isAsked = false;
    };

    const self = {
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
      onmessage: (/** @type {any} */ _) => {},
      onclose: (/** @type {any} */ _) => {},
      send: (text = "") => socket.send(text),
      close() {
        isClosed = true;
        socket?.close();
      },
    };
    json("tickets", { body: "{}" }).then(open, ({ isFinal, detail, message }) =>
      self.onclose({ code: isFinal ? REFUSED : LATER, reason: detail ?? message }),
    );
    return self;
  };
  return TicketSocket;
};
