/**
 * What the client needs of the platform, so that tests can bring their own.
 *
 * @typedef {object} Environment
 * @property {typeof fetch} fetch
 * @property {any} WebSocket undefined where there is none
 * @property {() => number} random
 * @property {() => number} now milliseconds
 * @property {(seconds: number, act: () => void) => () => void} later gives what cancels it
 * @property {(act: () => void) => () => void} onwake when network or page come back; gives what ends it
 * @property {(key: string) => string | null} load
 * @property {(key: string, text: string | null) => void} save null forgets it
 */

/**
 * @param {import("./madang.js").ConnectOptions} options
 * @returns {Environment}
 */
export function environment(options) {
  const storage = options.storage === undefined ? sessionStorageIfAny() : options.storage;
  return {
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    random: Math.random,
    now: Date.now,
    later(seconds, act) {
      const timer = setTimeout(act, seconds * 1000);
      return () => clearTimeout(timer);
    },
    onwake,
    load(key) {
      try {
        return storage?.getItem(key) ?? null;
      } catch {
        return null;
      }
    },
    save(key, text) {
      try {
        text === null ? storage?.removeItem(key) : storage?.setItem(key, text);
      } catch {
        // Full or forbidden: it lasts as long as the page.
      }
    },
  };
}

function sessionStorageIfAny() {
  try {
    return typeof document === "undefined" ? null : sessionStorage;
  } catch {
    return null;
  }
}

/** @param {() => void} act */
function onwake(act) {
  if (typeof document === "undefined") {
    return () => {};
  }
  const ifSeen = () => document.visibilityState === "visible" && act();
  addEventListener("online", act);
  addEventListener("pageshow", ifSeen);
  document.addEventListener("visibilitychange", ifSeen);
  document.addEventListener("resume", ifSeen);
  return () => {
    removeEventListener("online", act);
    removeEventListener("pageshow", ifSeen);
    document.removeEventListener("visibilitychange", ifSeen);
    document.removeEventListener("resume", ifSeen);
  };
}

/** A text that nobody guesses: 24 letters and digits. */
export function randomText() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
