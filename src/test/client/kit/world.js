import { connectIn } from "../../../../webapp/client/madang.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { FakeRequest } from "./fake-request.js";

export const EVENTS = "https://madang.example/app/events";
export const WELCOME = {
  type: "welcome",
  user: "u1",
  name: "Mina",
  heartbeat: 25,
  limits: { frame: 65536, topics: 100, publishPerSecond: 20 },
};

/** Lets everything happen that waits for no timer. */
export async function settle() {
  for (let turn = 0; turn < 12; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A platform in which the test is the clock, the dice and the server. */
export class World {
  seconds = 1_000_000;
  dice = 0.5;
  /** @type {FakeWebSocket[]} */
  sockets = [];
  /** @type {FakeRequest[]} */
  requests = [];
  stored = new Map();
  #timers = new Set();
  #wakers = new Set();

  constructor() {
    const world = this;
    this.env = {
      fetch: (url, init) => this.#fetch(url, init),
      WebSocket: class extends FakeWebSocket {
        constructor(url, protocol) {
          super(url, protocol);
          world.sockets.push(this);
        }
      },
      random: () => this.dice,
      now: () => this.seconds * 1000,
      later: (seconds, act) => {
        const timer = { at: this.seconds + seconds, act };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      onwake: (act) => {
        this.#wakers.add(act);
        return () => this.#wakers.delete(act);
      },
      load: (key) => this.stored.get(key) ?? null,
      save: (key, text) => (text === null ? this.stored.delete(key) : this.stored.set(key, text)),
    };
  }

  /** A client, and what it told; it enters rooms before it connects. */
  async connect(options = {}, enter = () => {}) {
    const madang = connectIn(this.env, EVENTS, { name: "Mina", ...options });
    madang.seen = [];
    madang.onstatus = (status) => madang.seen.push(status);
    enter(madang);
    await settle();
    return madang;
  }

  async advance(seconds) {
    const end = this.seconds + seconds;
    for (;;) {
      await settle();
      const due = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      this.#timers.delete(due);
      this.seconds = Math.max(this.seconds, due.at);
      due.act();
    }
    this.seconds = end;
    await settle();
  }

  /** Time passes, and no timer runs: the machine slept. */
  sleep(seconds) {
    this.seconds += seconds;
  }

  async wake() {
    this.#wakers.forEach((act) => act());
    await this.advance(0);
  }

  get timers() {
    return this.#timers.size;
  }

  get wakers() {
    return this.#wakers.size;
  }

  get socket() {
    return this.sockets.at(-1);
  }

  /** The newest request, of a method and a part of the path if they are named. */
  request(method = "GET", part = method === "GET" ? "/events" : "") {
    return this.requests.findLast((r) => r.method === method && r.url.pathname.includes(part));
  }

  #fetch(url, init) {
    const request = new FakeRequest(new URL(url), init);
    this.requests.push(request);
    return request.answer;
  }
}

/** A message frame. */
export function message(offset, { topic = "chat/a", epoch = "e", id = `id${offset}`, body = { n: offset } } = {}) {
  return { type: "message", topic, cursor: `${epoch}.${offset}`, id, user: "u", name: "N", at: "now", body };
}

export function subscribed(offset, { topic = "chat/a", epoch = "e", recovered = true } = {}) {
  return { type: "subscribed", topic, cursor: `${epoch}.${offset}`, recovered };
}

/** Collects what a room tells. */
export function listen(room) {
  const heard = [];
  room.onmessage = (m) => heard.push(m.cursor);
  room.ongap = (g) => heard.push(`gap ${g.cursor}`);
  return heard;
}
