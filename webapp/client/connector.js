import { attempt, MadangError, onabort } from "./server.js";
/** @import * as T from "./types.js" */

const LONGEST_PAUSE_SECONDS = 30;
const OPEN_SECONDS = 10;
const SILENCE_SECONDS = 33;
const SLEEP_SECONDS = 5;
const STABLE_SECONDS = 10;
const TRIAL_SECONDS = 60;
const MAX_STRIKES = 2;
/** Pauses until the rest is tried; more once one has carried. */
const PATIENCE = 2;
const MAX_DOUBLINGS = 4;

/** @type {T.MakeConnector} */
export const makeConnector = (env, transports, client) => {
  /** @type {T.Way | null} what carries */
  let current = null;
  /** @type {T.Way | null} what is being tried */
  let candidate = null;
  let preferred = 0;
  let patience = PATIENCE;
  let attempts = 0;
  let strikes = 0;
  let climbs = 0;
  let notBefore = 0;
  let cancelTick = () => {};
  let cancelTimer = () => {};
  let stopWaking = () => {};

  const after = (seconds = 0) => env.now() + seconds * 1000;

  const drop = () => {
    cancelTick();
    cancelTimer();
    stopWaking();
    const ways = [candidate, current];
    candidate = current = null;
    ways.forEach((way) => way?.link.close());
    client.adopt(null);
  };

  /** @type {(why: string, code?: number) => void} */
  const close = (why, code) => {
    drop();
    client.changed({ state: "closed", why, code });
  };

  const attempt = (index = 0) => {
    const way = /** @type {T.Way} */ ({ index, due: after(OPEN_SECONDS) });
    candidate = way;
    current ?? client.changed({ state: "connecting" });
    try {
      way.link = client.open(transports[index], {
        rooms: client.rooms,
        ended: (end) => ended(way, end),
        frame(frame) {
          const { type, retryAfter } = frame;
          if (way === candidate && (type === "welcome" || type === "pong")) {
            opened(way);
          }
          if (type === "bye") {
            ended(way, { retryAfter, isBusy: true });
          } else if (way === current) {
            way.due = after(SILENCE_SECONDS);
            way.askAt = after(way.link.askSeconds);
            type === "pong" || client.take(frame) !== false || ended(way, {});
          }
        },
      });
    } catch {
      ended(way, {});
    }
  };

  /** @type {(way: T.Way) => void} */
  const opened = (way) => {
    const { index, link } = way;
    const last = current;
    cancelTimer();
    candidate = null;
    current = way;
    last?.link.close();
    climbs = index < preferred ? 0 : climbs;
    preferred = index;
    patience = 3 * PATIENCE;
    way.openedAt = env.now();
    client.adopt(link);
    client.changed({ state: "open", transport: transports[index] });
    climbLater();
  };

  const climbLater = () => {
    if (preferred > 0) {
      const seconds = TRIAL_SECONDS * 2 ** Math.min(MAX_DOUBLINGS, climbs++);
      cancelTimer = env.later(seconds * (0.75 + env.random() / 2), attempt);
    }
  };

  /** @type {(way: T.Way, end: T.LinkEnd) => void} */
  const ended = (way, { retryAfter, isBusy = false, refusal }) => {
    const isTried = way === candidate;
    const next = way.index + 1;
    if (!isTried && way !== current) {
      return;
    }
    isTried ? (candidate = null) : (current = null);
    way.link?.close(); // and may tell so at once
    notBefore = Math.max(notBefore, after(retryAfter));
    if (isTried && current) {
      next < current.index ? attempt(next) : climbLater();
    } else if (refusal) {
      close(refusal, 1008);
    } else if (isTried) {
      didNotOpen(next, isBusy);
    } else {
      lost(way, next, isBusy);
    }
  };

  const didNotOpen = (next = 0, isBusy = false) => {
    const isPatient = isBusy && attempts < patience;
    if (!isPatient && next < transports.length) {
      attempt(next);
    } else {
      preferred = isPatient ? preferred : 0;
      wait(backoff(env, attempts++));
    }
  };

  /** @type {(way: T.Way, next: number, isBusy: boolean) => void} */
  const lost = ({ openedAt }, next, isBusy) => {
    const seconds = (env.now() - openedAt) / 1000;
    attempts = seconds < STABLE_SECONDS ? attempts : 0;
    strikes = seconds < TRIAL_SECONDS && !isBusy ? strikes + 1 : 0;
    if (strikes >= MAX_STRIKES && next < transports.length) {
      preferred = next;
      strikes = 0;
    }
    client.adopt(null);
    candidate ? client.changed({ state: "connecting" }) : wait(backoff(env, attempts++));
  };

  const wait = (pause = 0) => {
    const seconds = Math.max(0, notBefore - env.now()) / 1000 + pause;
    cancelTimer();
    cancelTimer = env.later(seconds, () => attempt(preferred));
    client.changed({ state: "waiting", seconds, until: after(seconds) });
  };

  const ask = () => {
    if (current) {
      current.askAt = Infinity;
      current.link.check();
    }
  };

  const check = () => {
    if (current) {
      const { due, link } = current;
      current.due = Math.min(due > env.now() ? due : after(SILENCE_SECONDS), after(link.askSeconds / 2));
      ask();
    }
  };

  const tick = () => {
    const now = env.now();
    cancelTick = env.later(1, tick);
    if (current && after(-SLEEP_SECONDS) > current.due) {
      check(); // the page slept: what came may be unread
    }
    [candidate, current].forEach((way) => way && now >= way.due && ended(way, {}));
    current && now >= current.askAt && ask();
  };

  return {
    close,
    connect(isFromTop) {
      drop();
      stopWaking = env.onwake(() => (current || candidate ? check() : wait()));
      attempts = strikes = climbs = notBefore = 0;
      preferred = isFromTop ? 0 : preferred;
      tick();
      attempt(preferred);
    },
  };
};

/** @type {T.MakeOutbox} */
export const makeOutbox = (env, key, { count, length }) => {
  /** @type {T.Send | null} */
  let send = null;
  /** @type {(() => void) | null} */
  let cancelPause = null;
  let isSending = false;
  let attempts = 0;

  const save = () => {
    const { entries } = outbox;
    env.save(key, entries.length === 0 ? null : JSON.stringify(entries, ["topic", "id", "text"]));
  };

  /** @type {(publish: T.Publish) => T.Entry} */
  const put = (publish) => {
    const entry = /** @type {T.Entry} */ ({ ...publish });
    entry.kept = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    entry.kept.catch(() => {});
    outbox.entries.push(entry);
    return entry;
  };

  /** @type {(entry: T.Entry | undefined) => void} */
  const remove = (entry) => {
    outbox.entries = outbox.entries.filter((other) => other !== entry);
    save();
  };

  const pump = async () => {
    const way = send;
    const [entry] = outbox.entries;
    if (!way || !entry || isSending || cancelPause) {
      return;
    }
    isSending = true;
    try {
      const { topic, id, cursor } = await way(entry);
      outbox.lastKept = { topic, id, cursor };
      remove(entry);
      entry.resolve(outbox.lastKept);
      attempts = 0;
    } catch (error) {
      if (!(error instanceof MadangError && error.isPassing)) {
        remove(entry);
        entry.reject(error);
      } else if (way === send) {
        cancelPause = env.later((error.retryAfter ?? 0) + backoff(env, attempts++), resume);
      }
    }
    if (way === send) {
      isSending = false;
      pump();
    }
  };

  const resume = () => {
    cancelPause?.();
    cancelPause = null;
    pump();
  };

  /** @type {T.Outbox} */
  const outbox = {
    entries: [],
    lastKept: null,
    async add(topic, id, body, signal) {
      signal?.throwIfAborted();
      const { entries } = outbox;
      let entry = entries.find((one) => one.topic === topic && one.id === id);
      if (!entry) {
        const text = JSON.stringify(body);
        if (text?.[0] !== "{") {
          throw new MadangError("bad_request", "body: expected an object", { id, topic });
        }
        const sum = entries.reduce((all, one) => all + one.text.length, text.length);
        const limit =
          entries.length >= count ? `${count} unsent publishes` : sum > length && `${length} characters unsent`;
        if (limit) {
          throw new MadangError("outbox_full", `the limit is ${limit}`, { id, topic });
        }
        entry = put({ topic, id, text });
        save();
      }
      const { kept, reject } = entry;
      const forget = onabort(signal, () => {
        remove(entry);
        reject(signal?.reason);
      });
      kept.then(forget, forget);
      pump();
      return kept;
    },
    use(way) {
      send = way;
      isSending = false;
      way ? pump() : resume();
    },
    rejectAll(error) {
      outbox.use(null);
      outbox.entries.splice(0).forEach((entry) => entry.reject(error));
      save();
    },
  };

  attempt(() => {
    const stored = JSON.parse(env.load(key) ?? "[]");
    for (const { topic, id, text } of stored) {
      topic && id && JSON.parse(text) && put({ topic, id, text });
    }
  });
  return outbox;
};

/** @type {T.Backoff} */
export const backoff = (env, attempts) => env.random() * Math.min(LONGEST_PAUSE_SECONDS, 2 ** attempts);
