/** @import * as T from "./types.js" */

/** @type {T.MakeEnvironment} */
export const environment = ({
  storage = attempt(() => document && sessionStorage),
  fetch = (input, init) => globalThis.fetch(input, init),
  WebSocket = globalThis.WebSocket,
}) => ({
  fetch,
  WebSocket,
  random: Math.random,
  now: Date.now,
  later(seconds, act) {
    const timer = seconds < Infinity ? setTimeout(act, seconds * 1000) : undefined;
    return () => clearTimeout(timer);
  },
  onwake(act) {
    const end = new AbortController();
    const { signal } = end;
    if (typeof document !== "undefined") {
      const ifSeen = () => document.visibilityState === "visible" && act();
      addEventListener("online", act, { signal });
      addEventListener("pageshow", ifSeen, { signal });
      document.addEventListener("visibilitychange", ifSeen, { signal });
      document.addEventListener("resume", ifSeen, { signal });
    }
    return () => end.abort();
  },
  load: (key) => attempt(() => storage?.getItem(key)) ?? null,
  save: (key, text) => attempt(() => (text === null ? storage?.removeItem(key) : storage?.setItem(key, text))),
});

/** @type {T.Attempt} */
export const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

/** @type {T.OnAbort} */
export const onabort = (signal, act) => {
  signal?.addEventListener("abort", act);
  return () => signal?.removeEventListener("abort", act);
};

/** @type {T.RandomText} */
export const randomText = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(36)).join("");
};

/** @type {T.Plain} */
export const plain = (cursor) => cursor.split(".", 2).join(".");

/** @type {T.Distance} */
export const distance = (from, to) => {
  const [epoch, offset] = to.split(".");
  const [known, last] = String(from).split(".");
  return epoch === known ? Number(offset) - Number(last) : Infinity;
};

const SECONDS = 15;
/** Browsers let 64 KiB outlive the page. */
const MAX_OUTLIVING = 16_000;

/** @type {Record<number, string>} what a proxy's answer means */
const CODES = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  408: "unavailable",
  413: "too_large",
  429: "rate_limited",
};

export class MadangError extends Error {
  name = "MadangError";

  /** @param {string} code @param {string} detail @param {T.Refusal} [more] */
  constructor(code, detail, { id, topic, retryAfter, isAnswer, isOffline } = {}) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.id = id;
    this.topic = topic;
    this.retryAfter = retryAfter;
    this.isPassing = code === "rate_limited" || code === "unavailable";
    this.isFinal = isAnswer && !this.isPassing && code !== "internal";
    this.isBusy = isOffline || (isAnswer && !this.isFinal);
  }

  /** @param {any} frame an error, or a problem of HTTP */
  static of(frame) {
    return new MadangError(frame.code, frame.detail, { ...frame, isAnswer: true });
  }
}

/** @type {T.MakeServer} */
export const makeServer = (env, events, who) => {
  /** @type {(path: string, query: any[][]) => URL} */
  const url = (path, query) => {
    const at = new URL(path, events);
    [...query, ["name", who.name]].forEach(([key, value]) => value && at.searchParams.append(key, value));
    return at;
  };

  /** @type {T.Server["open"]} */
  const open = async (path, { query = [], body, method = body && "POST", accept, signal, send = env.fetch }) => {
    const isJson = typeof body === "string";
    const answer = await send(url(path, query), {
      method,
      headers: {
        "Madang-Client": who.client,
        ...(who.token && { Authorization: `Bearer ${await who.token()}` }),
        ...(accept && { Accept: accept }),
        ...(isJson && { "Content-Type": "application/json" }),
      },
      body,
      signal,
      cache: "no-store",
      keepalive: isJson && body.length < MAX_OUTLIVING,
    }).catch((error) => {
      throw signal?.aborted ? error : new MadangError("unavailable", String(error), { isOffline: true });
    });
    const { ok, status } = answer;
    if (!ok) {
      const text = await answer.text();
      const problem = attempt(() => JSON.parse(text));
      const code = CODES[status] ?? (status < 500 ? "bad_request" : "unavailable");
      throw problem?.code ? MadangError.of(problem) : new MadangError(code, `HTTP ${status}`);
    }
    return answer;
  };

  /** @type {T.Server["json"]} */
  const json = async (path, request) => {
    const { signal, seconds = SECONDS } = request;
    const own = new AbortController();
    const abort = () => own.abort();
    const cancel = env.later(seconds, abort);
    const forget = onabort(signal, abort);
    try {
      signal?.throwIfAborted();
      const answer = await open(path, { ...request, signal: own.signal });
      const text = await answer.text();
      return text && JSON.parse(text);
    } catch (error) {
      signal?.throwIfAborted();
      const detail = own.signal.aborted ? `no answer in ${seconds} s` : String(error);
      throw error instanceof MadangError ? error : new MadangError("unavailable", detail);
    } finally {
      cancel();
      forget();
    }
  };

  /** @type {(topic: string, ...rest: string[]) => string} */
  const path = (topic, ...rest) => ["topics", ...topic.split("/"), ...rest].map(encodeURIComponent).join("/");

  return {
    env,
    socketUrl() {
      const socket = url("", [["client", who.client]]);
      socket.protocol = socket.protocol.replace("http", "ws");
      return socket.href;
    },
    open,
    json,
    publish: ({ topic, id, text }) =>
      json(path(topic, "messages"), { body: JSON.stringify({ id, body: JSON.parse(text) }) }),
    signal: (topic, body) => json(path(topic, "signals"), { body: JSON.stringify({ body }) }),
    setState: (topic, key, value) => json(path(topic, "state", key), { body: JSON.stringify(value), method: "PUT" }),
    history: (topic, { before, limit, signal } = {}) =>
      json(path(topic, "messages"), { query: [["limit", limit], ["before", before]], signal }),
    async attach(topic, file, { name, thumbnail, onprogress, signal } = {}) {
      const body = new FormData();
      body.append("file", file, name ?? /** @type {File} */ (file).name ?? "file");
      thumbnail && body.append("thumbnail", thumbnail, "thumbnail");
      const send = typeof XMLHttpRequest === "undefined" ? env.fetch : byXhr(onprogress);
      const request = { query: [["topic", topic]], body, signal, seconds: Infinity, send };
      const attachment = await json("attachments", request);
      onprogress?.(file.size, file.size);
      return attachment;
    },
  };
};

/** @type {T.ByXhr} */
const byXhr = (onprogress) => (url, { headers, body, signal }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => onprogress?.(loaded, total);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = request.onabort = () => reject(new Error("the upload was cut"));
    onabort(signal, () => request.abort());
    request.send(body);
  });
