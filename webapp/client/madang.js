import { makeConnector, makeOutbox } from "./connector.js";
import { httpLink, webSocketLink } from "./links.js";
import { distance, environment, MadangError, makeServer, onabort, plain, randomText } from "./server.js";
/** @import * as T from "./types.js" */

export { MadangError };

/** @type {T.TransportName[]} */
const TRANSPORTS = ["websocket", "stream", "long-poll", "poll"];
const MAX_TOPICS = 100;
const CLIENT_KEY = "madang.client";

/** @type {T.Connect} */
export const connect = (url, options = {}) => connectIn(environment(options), url, options);

/** @type {T.ConnectIn} */
export const connectIn = (env, url, options) => {
  const events = new URL(url, globalThis.location?.href);
  const listed = options.transports ?? TRANSPORTS;
  const isKnown = listed.length > 0 && listed.every((name) => TRANSPORTS.includes(name));
  expect(isKnown, `transports: expected some of ${TRANSPORTS.join(", ")}`);
  const transports = listed.filter((name) => name !== "websocket" || env.WebSocket);
  expect(transports.length > 0, "WebSocket: there is none here; give one");
  const client = options.client ?? env.load(CLIENT_KEY) ?? randomText();
  expect(/^[\w-]{16,64}$/.test(client), "client: expected 16 to 64 of A-Z a-z 0-9 - _");
  options.client ?? env.save(CLIENT_KEY, client);
  const { name, token } = options;
  const who = { client, token, name: name === undefined ? undefined : checkedName(name) };

  /** @type {(name: keyof T.Bounds, standard: number, most: number) => number} */
  const number = (name, standard, most) => {
    const value = options[name] ?? standard;
    expect(value >= 1 && value <= most, `${name}: expected 1 to ${most}`);
    return value;
  };
  const pollSeconds = number("pollSeconds", 3, 15);
  const maxBuffered = number("maxBuffered", 1_000, 1_000_000);
  const outbox = makeOutbox(env, `madang.unsent ${events} ${client}`, {
    count: number("maxUnsent", 200, 10_000),
    length: number("maxUnsentLength", 1_000_000, 100_000_000),
  });

  const server = makeServer(env, events, who);
  /** @type {Map<string, T.InnerRoom>} */
  const rooms = new Map();
  /** @type {T.Link | null} */
  let link = null;

  /** @type {(person: T.Person) => void} */
  const welcome = ({ user, name }) => {
    Object.assign(madang, { user, name });
    tell(madang.onwelcome, { user, name });
  };

  const connector = makeConnector(env, transports, {
    open: (transport, listener) =>
      transport === "websocket"
        ? webSocketLink(server, listener)
        : httpLink(server, listener, transport === "stream", transport === "poll" ? pollSeconds : 0),
    rooms: () => [...rooms.values()].filter((room) => !room.isRefused),
    adopt(open) {
      link = open;
      rooms.forEach((room) => (room.isListening = false));
      outbox.use(open && ((publish) => open.publish(publish)));
      open?.topicsChanged();
    },
    changed(status) {
      madang.status = status;
      if (status.state === "closed") {
        const error = new MadangError("closed", status.why);
        outbox.rejectAll(error);
        rooms.forEach((room) => room.end(status.code && error));
      }
      tell(madang.onstatus, status);
    },
    take(frame) {
      const { type, topic, cursor } = frame;
      const room = rooms.get(topic);
      const { lastKept: kept } = outbox;
      if (type === "welcome") {
        madang.limits = frame.limits;
        welcome(frame);
      } else if (room) {
        if (madang.user === null && type === "message" && kept?.topic === topic && kept?.cursor === cursor) {
          welcome(frame); // nobody else said who this is: one's own message does
        }
        return room.take(frame);
      } else if (type === "error") {
        tell(madang.onerror, MadangError.of(frame));
      } else if (topic === undefined) {
        tell(madang.onerror, new MadangError("bad_request", `a frame of the unknown type ${type}`));
      }
    },
  });

  const begin = (isFromTop = false) => {
    rooms.forEach((room) => (room.isRefused = false));
    connector.connect(isFromTop);
  };

  /** @type {T.House} */
  const house = {
    server,
    outbox,
    maxBuffered,
    signal: async (topic, body) => link?.signal(topic, body),
    left(room) {
      rooms.get(room.name) === room && rooms.delete(room.name);
      link?.topicsChanged();
    },
  };

  /** @type {T.Client} */
  const madang = {
    user: null,
    name: who.name ?? null,
    limits: null,
    status: { state: "connecting" },
    get unsent() {
      return outbox.entries.map(({ topic, id, text, kept }) => ({ topic, id, body: JSON.parse(text), kept }));
    },
    topic(name, options = {}) {
      const topic = name.normalize("NFC");
      const limit = Math.min(MAX_TOPICS, madang.limits?.topics ?? MAX_TOPICS);
      const open = rooms.get(topic);
      if (!open && rooms.size >= limit) {
        throw new MadangError("too_large", `the limit is ${limit} topics`, { topic });
      }
      const room = open ?? makeRoom(house, topic, options);
      rooms.set(topic, room);
      link?.topicsChanged();
      return room;
    },
    rename(name) {
      who.name = madang.name = checkedName(name);
      begin();
    },
    reconnect: () => begin(true),
    close: () => connector.close("closed by the page"),
  };

  const start = () => madang.status.state === "connecting" && begin(true);
  if (token) {
    const { WebSocket } = env;
    env.WebSocket = null; // nobody comes without it
    const tickets = import("./token.js").then((t) => (env.WebSocket = t.ticketSocket(server, WebSocket, token)));
    tickets.then(start, start);
  } else {
    queueMicrotask(start);
  }
  return madang;
};

/** @type {(isRight: boolean, what: string) => void} */
const expect = (isRight, what) => {
  if (!isRight) {
    throw new TypeError(what);
  }
};

/** @type {(name: string) => string} */
const checkedName = (name) => {
  const text = name.normalize("NFC").trim();
  const isRight = text !== "" && [...text].length <= 40 && !/\p{Cc}|\p{Cs}/u.test(text);
  expect(isRight, "name: expected 1 to 40 characters, none of them a control character");
  return text;
};

/** @type {T.MakeRoom} */
const makeRoom = ({ server, outbox, signal, left, maxBuffered }, name, { last = 0, cursor, presence = false }) => {
  /** @type {Set<T.Iteration>} */
  const iterations = new Set();

  /** @type {T.InnerRoom} */
  const room = {
    name,
    last,
    presence,
    cursor: cursor === undefined ? null : plain(cursor),
    isListening: false,
    isRefused: false,
    publish: (body, { id = randomText(), signal } = {}) => outbox.add(name, id, body, signal),
    signal: (body) => signal(name, body).catch((error) => tell(room.onerror, error)),
    history: (options) => server.history(name, options),
    setState: (key, value) => server.setState(name, key, value),
    attach: (file, options) => server.attach(name, file, options),
    messages({ signal } = {}) {
      const abort = () => iteration.end(signal?.reason);
      const forget = onabort(signal, abort);
      const iteration = iterate(maxBuffered, () => {
        iterations.delete(iteration);
        forget();
      });
      iterations.add(iteration);
      signal?.aborted && abort();
      return iteration;
    },
    [Symbol.asyncIterator]: () => room.messages(),
    leave() {
      left(room);
      room.end();
    },
    end: (error) => iterations.forEach((iteration) => iteration.end(error)),
    take(frame) {
      if (frame.type === "subscribed") {
        room.isListening = true;
        room.cursor ??= frame.cursor;
        tell(room.onsubscribed, frame);
      } else if (frame.type === "error") {
        const error = MadangError.of(frame);
        if (!room.isListening && !error.isPassing) {
          room.isRefused = true;
          room.end(error);
        }
        tell(room.onerror, error);
      } else if (!room.isListening) {
        // of a subscription that ended
      } else if (frame.type === "message") {
        const steps = distance(room.cursor, frame.cursor);
        if (steps === 1) {
          room.cursor = frame.cursor;
          iterations.forEach((iteration) => iteration.put(frame));
          tell(room.onmessage, frame);
        }
        return steps <= 1;
      } else if (frame.type === "gap") {
        if (frame.reason === "epoch" || distance(room.cursor, frame.cursor) > 0) {
          room.cursor = frame.cursor;
          tell(room.ongap, frame);
        }
      } else if (frame.type === "state") {
        tell(room.onstate, frame);
      } else if (frame.type === "presence") {
        presence && tell(room.onpresence, frame);
      } else if (frame.type === "signal") {
        tell(room.onsignal, frame);
      }
    },
  };
  return room;
};

/** @type {T.Iterate} */
const iterate = (limit, left) => {
  /** @type {T.Message[]} */
  const waiting = [];
  /** @type {unknown} */
  let fault;
  let isEnded = false;
  let wake = () => {};

  async function* read() {
    while (waiting.length > 0 || !isEnded) {
      const message = waiting.shift();
      if (message) {
        yield message;
      } else {
        await new Promise((resolve) => (wake = () => resolve(null)));
      }
    }
    if (fault) {
      throw fault;
    }
  }

  const messages = /** @type {T.Iteration} */ (read());
  const finish = messages.return;
  messages.put = (message) => {
    const { topic } = message;
    if (waiting.length < limit) {
      waiting.push(message);
      wake();
    } else {
      messages.end(new MadangError("overflow", `the limit is ${limit} messages not yet taken`, { topic }));
    }
  };
  messages.end = (error) => {
    if (!isEnded) {
      isEnded = true;
      fault = error;
      left();
      wake();
    }
  };
  messages.return = (value) => {
    messages.end();
    waiting.length = 0;
    return finish.call(messages, value);
  };
  return messages;
};

/** @type {T.Tell} */
const tell = (handler, value) => {
  try {
    handler?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};
