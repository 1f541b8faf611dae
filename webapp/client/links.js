import { attempt, MadangError, onabort, plain } from "./server.js";
/** @import * as T from "./types.js" */

const ASK_SECONDS = 10;
const ACK_SECONDS = 15;
const MAX_WAITING_BYTES = 65_536;
/** These say that WebSockets do not work here. */
const FAULTS = [1002, 1005, 1006, 1015];

const NDJSON = "application/x-ndjson";
const MAX_LINE = 8_000_000;
const WAIT_SECONDS = 25;
const LATE_SECONDS = 8;
/** After an empty answer that did not wait. */
const REST_SECONDS = 1;
/** An answer as long as this is one of several. */
const LONG_ANSWER = 30_000;

/** @type {T.WebSocketLink} */
export const webSocketLink = ({ env, socketUrl }, { rooms, frame, ended }) => {
  const socket = new env.WebSocket(socketUrl(), "madang.v1");
  /** @type {Set<T.InnerRoom>} */
  const asked = new Set();
  /** @type {T.Waiting | null} */
  let waiting = null;
  let frameBytes = Infinity;
  let retryAfter = 0;
  let why = "";
  let isAsked = false;

  const send = (message = {}) => socket.send(JSON.stringify(message));

  const topicsChanged = () => {
    const wanted = rooms();
    for (const room of asked) {
      if (!wanted.includes(room)) {
        asked.delete(room);
        send({ type: "unsubscribe", topic: room.name });
      }
    }
    for (const room of wanted) {
      if (!asked.has(room)) {
        const { name: topic, cursor, last, presence } = room;
        asked.add(room);
        send({ type: "subscribe", topic, presence, ...(cursor ? { cursor } : { last }) });
      }
    }
  };

  /** @type {(answer: any) => void} an ack, or an error */
  const answered = (answer) => {
    if (waiting && answer.topic === waiting.topic && answer.id === waiting.id) {
      const { cancel, resolve, reject } = waiting;
      waiting = null;
      cancel();
      answer.code ? reject(MadangError.of(answer)) : resolve(answer);
    }
  };

  const fail = (code = "", detail = "") => answered({ ...waiting, code, detail });

  const closed = (code = 1006, reason = "") => {
    code === 1009 && fail("too_large", reason);
    ended(isAsked ? {} : { retryAfter, isBusy: !FAULTS.includes(code), refusal: code === 1008 && reason });
  };

  /** @type {(line: string) => void} */
  const read = (line) => {
    const said = attempt(() => JSON.parse(line));
    const isError = said?.type === "error";
    if (!said) {
      closed();
    } else if (said.type === "ack" || (isError && said.id !== undefined)) {
      answered(said);
    } else {
      if (said.type === "welcome") {
        frameBytes = said.limits?.frame;
      } else if (isError && said.topic === undefined) {
        // why it will close, for how long; only a token ends
        ({ retryAfter, detail: why } = said);
        isAsked = retryAfter > 0 && said.code === "unauthorized";
      } else if (isError && MadangError.of(said).isPassing) {
        env.later((said.retryAfter ?? 0) + 1 + env.random(), () => {
          asked.forEach((room) => room.name === said.topic && !room.isListening && asked.delete(room));
          topicsChanged();
        });
      }
      frame(said);
    }
  };

  socket.onmessage = (/** @type {any} */ { data }) => data.split("\n").filter(Boolean).forEach(read);
  socket.onclose = (/** @type {any} */ { code, reason }) => closed(code, reason || why || `closed with ${code}`);
  socket.onerror = () => {};
  return {
    askSeconds: ASK_SECONDS,
    check: () => send({ type: "ping" }),
    topicsChanged,
    publish: ({ topic, id, text }) =>
      new Promise((resolve, reject) => {
        const publish = JSON.stringify({ type: "publish", topic, id, body: JSON.parse(text) });
        if (new TextEncoder().encode(publish).length > frameBytes) {
          throw new MadangError("too_large", `the limit is a frame of ${frameBytes} bytes`, { id, topic });
        }
        const cancel = env.later(ACK_SECONDS, () => fail("unavailable", "no answer"));
        waiting = { topic, id, cancel, resolve, reject };
        socket.send(publish);
      }),
    async signal(topic, body) {
      socket.bufferedAmount > MAX_WAITING_BYTES || send({ type: "signal", topic, body });
    },
    close: () => socket.close(),
  };
};

/** @type {T.HttpLink} */
export const httpLink = (server, { rooms, frame, ended }, isStream, pauseSeconds) => {
  const { env, open, json, publish, signal } = server;
  /** @type {WeakMap<T.InnerRoom, string>} what the last answer gave to be sent back */
  const positions = new WeakMap();
  /** Of the request, or of the pause before the next one. */
  let turn = new AbortController();
  /** @type {T.InnerRoom[]} */
  let asked = [];
  let isClosed = false;

  const run = async () => {
    while (!isClosed) {
      turn = new AbortController();
      asked = pick();
      const { signal } = turn;
      try {
        if (asked.length === 0) {
          frame({ type: "pong" });
          await pause(WAIT_SECONDS);
        } else if (isStream) {
          await stream();
          signal.aborted || ended({});
        } else {
          await pause(await poll());
        }
      } catch (error) {
        const { retryAfter, isBusy, isFinal } = /** @type {any} */ (error);
        const isSifted = isFinal && !signal.aborted && (await sift());
        isSifted || signal.aborted || ended({ retryAfter, isBusy });
      }
    }
  };

  const stream = async () => {
    const { signal } = turn;
    const { headers, body } = await open("", { query: query(asked), accept: NDJSON, signal });
    if (!headers.get("Content-Type")?.startsWith(NDJSON) || !body) {
      return;
    }
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done || rest.length > MAX_LINE) {
        return;
      }
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = String(lines.pop());
      for (const line of lines.filter(Boolean)) {
        signal.aborted || frame(JSON.parse(line));
      }
      topicsChanged();
    }
  };

  /** Gives the seconds until the next question. */
  const poll = async () => {
    const isWaiting = pauseSeconds === 0 && asked.every((room) => room.isListening);
    const since = env.now();
    const wait = isWaiting ? WAIT_SECONDS : 0;
    const request = { query: [...query(asked), ["wait", wait]], signal: turn.signal, seconds: wait + LATE_SECONDS };
    const { cursors, events } = await json("", request);
    frame({ type: "pong" });
    for (const { name: topic, cursor } of asked.filter((room) => !room.isListening)) {
      // What the other transports say first.
      const first = events.find((/** @type {any} */ event) => event.topic === topic && event.cursor);
      const [epoch, offset] = (first?.cursor ?? cursors[topic]).split(".");
      const start = `${epoch}.${offset - (first?.type === "message" ? 1 : 0)}`;
      frame({ type: "subscribed", topic, cursor: cursor ?? start, recovered: first?.type !== "gap" });
    }
    events.forEach(frame);
    asked.forEach((room) => positions.set(room, cursors[room.name]));
    topicsChanged();
    const isHasty = isWaiting && events.length === 0 && env.now() - since < REST_SECONDS * 1000;
    return JSON.stringify(events).length > LONG_ANSWER ? 0 : isHasty ? REST_SECONDS : pauseSeconds;
  };

  const pause = (seconds = 0) =>
    new Promise((resolve) => {
      const { signal } = turn;
      const cancel = env.later(seconds, () => resolve(null));
      const end = () => (cancel(), resolve(null));
      seconds === 0 || signal.aborted ? end() : onabort(signal, end);
    });

  /** One request can ask for one number of newest messages. */
  const lastOf = (among = asked) => among.find((room) => room.cursor === null)?.last;

  const pick = () => {
    const all = rooms();
    return all.filter((room) => room.cursor !== null || room.last === lastOf(all));
  };

  const topicsChanged = () => {
    const wanted = pick();
    if (wanted.length !== asked.length || wanted.some((room) => !asked.includes(room))) {
      turn.abort();
    }
  };

  /** @type {(among: T.InnerRoom[]) => any[][]} */
  const query = (among) => [
    ...among.map((room) => {
      const position = positions.get(room);
      const cursor = position && plain(position) === room.cursor ? position : room.cursor;
      return ["topic", cursor === null ? room.name : `${room.name}@${cursor}`];
    }),
    ["last", lastOf(among)],
    ["presence", among.some((room) => room.presence)],
  ];

  /** One topic may have been the refusal of all: tells which it was. */
  const sift = async () => {
    let isFound = false;
    for (const room of asked) {
      const request = json("", { query: query([room]), signal: turn.signal });
      const { isFinal, code, detail } = await request.catch((error) => error);
      if (isFinal) {
        isFound = true;
        room.isListening = false;
        frame({ type: "pong" });
        frame({ type: "error", topic: room.name, code, detail });
      }
    }
    return isFound;
  };

  queueMicrotask(run);
  return {
    askSeconds: Infinity,
    check: () => turn.abort(),
    topicsChanged,
    publish,
    signal,
    close() {
      isClosed = true;
      turn.abort();
    },
  };
};
