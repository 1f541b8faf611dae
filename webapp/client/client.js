import { Api } from "./api.js";
import { Connector } from "./connector.js";
import { randomText } from "./environment.js";
import { MadangError } from "./madang-error.js";
import { Outbox } from "./outbox.js";
import { PollLink } from "./poll-link.js";
import { Room } from "./room.js";
import { StreamLink } from "./stream-link.js";
import { tell } from "./tell.js";
import { WebSocketLink } from "./web-socket-link.js";

const MAX_TOPICS = 100;
const CLIENT_KEY = "madang.client";

/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./madang.js").Madang} Madang */
/** @typedef {import("./madang.js").ConnectOptions} ConnectOptions */
/** @typedef {Required<Omit<ConnectOptions, "name" | "client" | "storage" | "WebSocket" | "fetch">>} Bounds */

/**
 * The connection of a page: its rooms, its outbox, and the link that carries both.
 *
 * @implements {Madang}
 */
export class Client {
  /** @type {Madang["onstatus"]} */
  onstatus = null;
  /** @type {Madang["onwelcome"]} */
  onwelcome = null;
  /** @type {Madang["onerror"]} */
  onerror = null;
  /** @type {string | null} */
  user = null;
  /** @type {string | null} */
  name = null;
  /** @type {Madang["limits"]} */
  limits = null;
  /** @type {import("./madang.js").Status} */
  status = { state: "connecting" };
  /** @type {Map<string, Room>} */
  #rooms = new Map();
  /** @type {Link | null} */
  #link = null;
  #isChanging = false;
  #who;
  #house;
  #connector;

  /**
   * @param {import("./environment.js").Environment} env
   * @param {URL} events
   * @param {Bounds & ConnectOptions} settings
   */
  constructor(env, events, settings) {
    this.name = settings.name ?? null;
    this.#who = { name: settings.name, client: settings.client ?? secret(env) };
    const api = new Api(env, events, this.#who);
    const bounds = { count: settings.maxUnsent, length: settings.maxUnsentLength };
    this.#house = {
      api,
      outbox: new Outbox(env, `madang.unsent ${events} ${this.#who.client}`, bounds),
      maxBuffered: settings.maxBuffered,
      signal: async (/** @type {string} */ topic, /** @type {string} */ body) => this.#link?.signal(topic, body),
      left: (/** @type {Room} */ room) => this.#left(room),
      came: (/** @type {import("./madang.js").Message} */ message) => this.#recognize(message),
    };
    this.#connector = new Connector(env, settings.transports, {
      open: (transport, listener) => open(transport, api, listener, settings.pollSeconds),
      rooms: () => [...this.#rooms.values()].filter((room) => !room.isRefused),
      adopted: (link) => this.#adopted(link),
      frame: (frame) => this.#take(frame),
      status: (status) => this.#changed(status),
    });
    queueMicrotask(() => this.status.state === "connecting" && this.#connector.connect());
  }

  get unsent() {
    return this.#house.outbox.entries.map(({ topic, id, text, kept }) => ({ topic, id, body: JSON.parse(text), kept }));
  }

  /**
   * @param {string} name
   * @param {{last?: number, cursor?: string, presence?: boolean}} [options]
   */
  topic(name, options = {}) {
    const topic = name.normalize("NFC");
    const limit = Math.min(MAX_TOPICS, this.limits?.topics ?? MAX_TOPICS);
    const room = this.#rooms.get(topic) ?? new Room(this.#house, topic, options);
    if (!this.#rooms.has(topic)) {
      if (this.#rooms.size >= limit) {
        throw new MadangError("too_large", `the limit is ${limit} topics`, { topic });
      }
      this.#rooms.set(topic, room);
      this.#topicsChange();
    }
    return room;
  }

  /** @param {string} name */
  rename(name) {
    this.#who.name = this.name = checkName(name);
    this.#begin(() => this.#connector.renew());
  }

  reconnect() {
    this.#begin(() => this.#connector.connect());
  }

  /** @param {() => void} connect */
  #begin(connect) {
    this.#rooms.forEach((room) => (room.isRefused = false));
    connect();
  }

  close() {
    this.#connector.close("closed by the page");
    this.#connector.dispose();
    this.#rooms.forEach((room) => room.end());
  }

  /** @param {Room} room */
  #left(room) {
    if (this.#rooms.get(room.name) === room) {
      this.#rooms.delete(room.name);
      this.#topicsChange();
    }
  }

  /**
   * Where nobody said who this is (polling), one's own message does.
   *
   * @param {import("./madang.js").Message} message
   */
  #recognize({ topic, cursor, user, name }) {
    const kept = this.#house.outbox.lastKept;
    if (this.user === null && kept?.topic === topic && kept.cursor === cursor) {
      Object.assign(this, { user, name });
      tell(this.onwelcome, { user, name });
    }
  }

  /** Those that come and go together are asked for together. */
  #topicsChange() {
    if (!this.#isChanging) {
      this.#isChanging = true;
      queueMicrotask(() => {
        this.#isChanging = false;
        this.#connector.topicsChanged();
      });
    }
  }

  /** @param {Link | null} link */
  #adopted(link) {
    this.#link = link;
    this.#rooms.forEach((room) => (room.isListening = false));
    this.#house.outbox.use(link && ((publish) => link.publish(publish)));
  }

  /** @param {import("./madang.js").Status} status */
  #changed(status) {
    this.status = status;
    if (status.state === "closed") {
      const error = new MadangError("closed", status.why);
      this.#house.outbox.rejectAll(error);
      status.code === undefined || this.#rooms.forEach((room) => room.end(error));
    }
    tell(this.onstatus, status);
  }

  /** @param {any} frame */
  #take(frame) {
    const room = this.#rooms.get(frame.topic);
    if (frame.type === "welcome") {
      const { user, name, limits } = frame;
      Object.assign(this, { user, name, limits });
      tell(this.onwelcome, { user, name });
    } else if (room) {
      room.take(frame) || this.#connector.distrust(`a message is missing before ${frame.cursor}`);
    } else if (frame.type === "error") {
      tell(this.onerror, MadangError.of(frame));
    } else if (frame.topic === undefined) {
      tell(this.onerror, new MadangError("bad_request", `a frame of the unknown type ${frame.type}`));
    }
  }
}

/**
 * @param {import("./madang.js").TransportName} transport
 * @param {Api} api
 * @param {import("./link.js").LinkListener} listener
 * @param {number} pollSeconds
 * @returns {Link}
 */
function open(transport, api, listener, pollSeconds) {
  switch (transport) {
    case "websocket":
      return new WebSocketLink(api, listener);
    case "stream":
      return new StreamLink(api, listener);
    default:
      return new PollLink(api, listener, transport === "poll" ? pollSeconds : 0);
  }
}

/** @param {import("./environment.js").Environment} env where it is, or from now on is, kept */
function secret(env) {
  const text = env.load(CLIENT_KEY) ?? randomText();
  env.save(CLIENT_KEY, text);
  return text;
}

/** @param {string} name */
export function checkName(name) {
  const text = name.normalize("NFC").trim();
  if (text === "" || [...text].length > 40 || /\p{Cc}|\p{Cs}/u.test(text)) {
    throw new TypeError("name: expected 1 to 40 characters, none of them a control character");
  }
  return text;
}
